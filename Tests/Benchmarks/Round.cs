using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Benchmarks;

/// <summary>One server with its clients, all in this process, measured once.</summary>
internal sealed class Round(int streams)
{
    /// <summary>Not measured: the first pieces of a connection are dearer than the rest.</summary>
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(0.6);

    /// <summary>What is measured.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>Not measured either: the streams still run while the memory is counted.</summary>
    private static readonly TimeSpan RunOut = TimeSpan.FromSeconds(0.4);

    private static readonly int FirstToken = (int)(RunUp.TotalSeconds * Metronome.TokensPerSecond);
    private static readonly int EndToken = (int)((RunUp + Window).TotalSeconds * Metronome.TokensPerSecond);

    /// <summary>How many tokens each stream has.</summary>
    public static readonly int Tokens = (int)((RunUp + Window + RunOut).TotalSeconds * Metronome.TokensPerSecond);

    private readonly Metronome _metronome = new(streams);

    public async Task<Figures> MeasureAsync(Func<Metronome, Task<IContestant>> start)
    {
        await using var contestant = await start(_metronome);
        var before = Memory();
        var clients = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => ConnectAsync(contestant.Hub)));
        var pieces = await Task.WhenAll(clients.Select(contestant.OpenAsync));
        var readers = pieces.Select(ReadAsync).ToArray();

        _metronome.Begin();
        var (cpu, allocated) = await CostsAsync();
        var memory = Memory() - before;
        var latencies = (await Task.WhenAll(readers)).SelectMany(all => all).Order().ToArray();
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));

        var tokens = (EndToken - FirstToken) * streams;
        latencies.Should().HaveCount(tokens, "nothing is lost on the way");
        return new(latencies[tokens / 2], latencies[tokens * 99 / 100],
            cpu.TotalMicroseconds / tokens, (double)allocated / tokens, memory / 1024.0 / streams);
    }

    private static async Task<HubConnection> ConnectAsync(Uri hub)
    {
        var client = new HubConnectionBuilder().WithUrl(hub, HttpTransportType.WebSockets).Build();
        await client.StartAsync();
        return client;
    }

    /// <summary>Milliseconds from the saying of each measured token to its arrival.</summary>
    private async Task<List<double>> ReadAsync(IAsyncEnumerable<string> pieces, int stream)
    {
        var latencies = new List<double>(EndToken - FirstToken);
        var n = 0;
        await foreach (var piece in pieces)
            for (var end = n + piece.Length / Metronome.TokenLength; n < end; n++)
                if (n >= FirstToken && n < EndToken) latencies.Add(_metronome.Since(stream, n).TotalMilliseconds);
        n.Should().Be(Tokens);
        return latencies;
    }

    private async Task<(TimeSpan Cpu, long Allocated)> CostsAsync()
    {
        await _metronome.ReachAsync(RunUp);
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        await _metronome.ReachAsync(RunUp + Window);
        return (Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes() - allocated);
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
