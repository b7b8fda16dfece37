using System.Collections.Concurrent;
using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Chaos;

namespace Interception.Tests.Chaos;

/// <summary>Who reads nothing, or next to nothing, is nobody else's trouble.</summary>
[Collection(typeof(Alone))]
public sealed class SlowReadersTests(ITestOutputHelper output)
{
    private const int Good = 25;
    private const int StreamsOfABadOne = 6;
    private const int AfterTheHandshake = 3_000;
    private const int Rounds = 3;

    /// <summary>Below this nobody can tell a delay from the noise of the machine.</summary>
    private const double Noise = 50;

    private readonly ConcurrentDictionary<(int Run, int Word), long> _said = new();
    private int _runs;

    [Fact(Timeout = 120_000)]
    public async Task Five_stalled_and_five_trickling_readers_disturb_nobody()
    {
        var model = new Storyteller(Seed.Value) { Length = 100, Before = SayAsync };
        await using var room = new Room(model);
        await room.ReadyAsync();

        var ratio = double.MaxValue;
        for (var round = 0; round < Rounds && ratio > 3; round++) ratio = await RatioAsync(room, model);

        ratio.Should().BeLessThanOrEqualTo(3, $"in none of {Rounds} rounds");
    }

    private async Task<double> RatioAsync(Room room, Storyteller model)
    {
        var before = await P99Async(room, model);
        await using var stalled = new ChaosProxy(room.Address, _ => new(0, FaultKind.Stall, AfterTheHandshake));
        await using var trickling = new ChaosProxy(room.Address,
            _ => new(0, FaultKind.Bandwidth, AfterTheHandshake) { Bit = 10, Pause = TimeSpan.FromMilliseconds(100), Length = int.MaxValue });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var bad = Enumerable.Range(0, 10).Select(n => ReadBadlyAsync(n < 5 ? stalled : trickling, room, patience.Token)).ToList();
        await Task.WhenAll(bad);
        var beside = await P99Async(room, model);
        await patience.CancelAsync();

        var ratio = beside / Math.Max(before, Noise);
        output.WriteLine($"p99 from the model's word to the reader: {before:0.0} ms alone, {beside:0.0} ms beside ten bad readers; ratio {beside / before:0.00}.");
        return ratio;
    }

    private async Task<double> P99Async(Room room, Storyteller model)
    {
        var latencies = await Task.WhenAll(Enumerable.Range(0, Good).Select(_ => ReadWellAsync(room, model)));
        var all = latencies.SelectMany(each => each).Order().ToList();
        return all[(int)(all.Count * 0.99) - 1];
    }

    /// <summary>Reads a run, and notes for each word how long it was on its way.</summary>
    private async Task<List<double>> ReadWellAsync(Room room, Storyteller model)
    {
        var number = Interlocked.Increment(ref _runs);
        await using var visit = await HubVisit.OpenAsync(room.Address, Way.WebSockets, TestContext.Current.CancellationToken);
        var run = await visit.StartAsync(new Plan(number) { Pauses = true }.Request);
        var words = model.WordsOf(number, Stage.Interception, 0);
        var (latencies, held, due) = (new List<double>(), 0, words[0].Length);
        await foreach (var piece in visit.ReadAsync(run, Stage.Interception, 0))
        {
            for (held += piece.Length; latencies.Count < words.Count && held >= due; due += latencies.Count < words.Count ? words[latencies.Count].Length : 0)
                latencies.Add(Stopwatch.GetElapsedTime(_said[(number, latencies.Count)]).TotalMilliseconds);
        }

        latencies.Should().HaveCount(words.Count);
        return latencies;
    }

    /// <summary>Opens streams that hardly anything comes out of; comes back when they are open.</summary>
    private async Task ReadBadlyAsync(ChaosProxy door, Room room, CancellationToken cancellationToken)
    {
        await using var starter = await HubVisit.OpenAsync(room.Address, Way.WebSockets, cancellationToken);
        var run = await starter.StartAsync(new Plan(Interlocked.Increment(ref _runs)) { Pauses = true }.Request);
        var visit = await HubVisit.OpenAsync(door.Address, Way.WebSockets, cancellationToken);
        for (var n = 0; n < StreamsOfABadOne; n++) _ = LoseAsync(visit.ReadAsync(run, Stage.Interception, 0));
        _ = cancellationToken.Register(() => _ = visit.DisposeAsync().AsTask());
    }

    private static async Task LoseAsync(IAsyncEnumerable<string> pieces)
    {
        try
        {
            await pieces.CountAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SaidException or System.Net.WebSockets.WebSocketException)
        {
            // That is what a bad reader gets.
        }
    }

    private async Task SayAsync(int run, int word)
    {
        await Task.Delay(20);
        _said[(run, word)] = Stopwatch.GetTimestamp();
    }
}
