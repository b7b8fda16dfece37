using System.Collections.Concurrent;
using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Chaos;

namespace Interception.Tests.Chaos;

/// <summary>A model that nobody needs any more is told so.</summary>
[Collection(typeof(Alone))]
public sealed class LeavingTests(ITestOutputHelper output)
{
    private const int Runs = 120;
    private static readonly TimeSpan AbandonAfter = TimeSpan.FromSeconds(2);

    private readonly Storyteller _model = new(Seed.Value) { Before = (_, n) => n < 10 ? Task.CompletedTask : Task.Delay(Timeout.Infinite) };
    private readonly ConcurrentBag<double> _late = [];

    [Fact(Timeout = 120_000)]
    public async Task A_call_that_was_stopped_or_left_is_closed_at_once()
    {
        await using var room = new Room(_model, null, null, ("Runs:AbandonAfter", AbandonAfter.ToString()),
            ("Timeouts:FirstToken", "00:01:00"), ("Timeouts:BetweenTokens", "00:01:00"));
        await room.ReadyAsync();

        await Parallel.ForEachAsync(Enumerable.Range(1, Runs), new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = TestContext.Current.CancellationToken },
            async (number, token) => await LeaveAsync(room, number, token));

        var (p99, most) = (_late.Order().ElementAt((int)(Runs * 0.99) - 1), _late.Max());
        output.WriteLine($"Closed upstream after p99 {p99:0} ms, at most {most:0} ms; the aim is 500 ms. Open calls: 0 of {Runs}, 95 % upper bound {300.0 / Runs:0.0} %.");
        // An order of magnitude: a machine under load may need a moment more.
        p99.Should().BeLessThan(2_000);
        await room.EndedAsync();
        room.Open.Should().Be(0);
    }

    /// <summary>Every other child stops its run; the rest lose their connection for good.</summary>
    private async Task LeaveAsync(Room room, int number, CancellationToken cancellationToken)
    {
        await using var door = new ChaosProxy(room.Address);
        using var visiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var visit = await OpenAsync(number, door.Address, visiting.Token);
        var run = await visit.StartAsync(new Plan(number).Request);
        await using var reader = visit.ReadAsync(run, Stage.Interception, 0).GetAsyncEnumerator(cancellationToken);
        (await reader.MoveNextAsync()).Should().BeTrue();

        var left = Stopwatch.GetTimestamp();
        if (number % 2 == 0) await visit.StopAsync(run);
        else door.CutAll();
        var closed = await _model.LastCall(number).ClientLeft.WaitAsync(cancellationToken);
        _late.Add((Stopwatch.GetElapsedTime(left, closed) - (number % 2 == 0 ? TimeSpan.Zero : AbandonAfter)).TotalMilliseconds);
        await visiting.CancelAsync();
    }

    /// <summary>Not by long polling, whose silence says nothing for seconds.</summary>
    private static async Task<IVisit> OpenAsync(int number, Uri server, CancellationToken over) => (number % 6) switch
    {
        < 2 => await HubVisit.OpenAsync(server, Way.WebSockets, over),
        < 4 => await HubVisit.OpenAsync(server, Way.ServerSentEvents, over),
        _ => new StreamVisit(server, over),
    };
}
