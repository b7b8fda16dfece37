using System.Diagnostics;
using Interception.Benchmarks.Load;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks;

/// <summary>So many streams through one server, measured while all of them run.</summary>
/// <param name="streams">How many.</param>
/// <param name="window">How long is measured.</param>
internal sealed class BenchmarkRound(int streams, TimeSpan window)
{
    /// <summary>New streams a second: a school's worth, and no more than two cores can take in beside their work.</summary>
    private const int StartsPerSecond = 200;

    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(1);

    private readonly StreamRecord[] _records = [.. Enumerable.Range(0, streams).Select(n => new StreamRecord(n, TokensFor(streams, window)))];

    /// <summary>Measures one server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="model">Its model.</param>
    /// <param name="during">Done while it is measured; nothing for none.</param>
    public async Task<RoundFigures> MeasureAsync(MeasuredServer server, ModelDouble model, Func<Task>? during = null)
    {
        model.Streams = _records;
        var clients = _records.Select(_ => StreamClient.For(server)).ToArray();
        var idle = server.Gauge.Read();
        foreach (var some in clients.Chunk(20)) await Task.WhenAll(some.Select(client => client.ConnectAsync()));
        var readers = await StartAsync(clients);
        // A cold server on a busy machine takes seconds to its first token.
        while (_records.Any(record => record.Arrived == 0) && readers.Exists(reader => !reader.IsCompleted)) await Task.Delay(10);
        await Task.Delay(RunUp);
        var (before, from) = (server.Gauge.Read(), Stopwatch.GetTimestamp());
        await Task.WhenAll(Task.Delay(window), during?.Invoke() ?? Task.CompletedTask);
        var (after, to) = (server.Gauge.Read(), Stopwatch.GetTimestamp());
        await Task.WhenAll(readers);
        foreach (var client in clients) client.Dispose();
        return RoundFigures.From(_records, new(from, to, idle, before, after));
    }

    private async Task<List<Task>> StartAsync(StreamClient[] clients)
    {
        var (begun, readers) = (Stopwatch.GetTimestamp(), new List<Task>());
        foreach (var record in _records)
        {
            while (Stopwatch.GetElapsedTime(begun).TotalSeconds * StartsPerSecond < record.Number) await Task.Delay(1);
            readers.Add(clients[record.Number].ReadAsync(record));
        }
        return readers;
    }

    /// <summary>As many as the first stream says until the last has been measured.</summary>
    private static int TokensFor(int streams, TimeSpan window) => Math.Min(TokenText.Most,
        (int)((window + 2 * RunUp).TotalSeconds * TokenText.PerSecond) + streams * TokenText.PerSecond / StartsPerSecond);
}
