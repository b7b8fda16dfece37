using System.Diagnostics;
using Interception.Server.Contracts;

namespace Interception.Tests.Cluster;

/// <summary>Nodes that are killed, and nodes that stand still and wake up: every reader gets its one ending, and what waited goes on.</summary>
public sealed class NodeDeathTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Started by name: in CI <c>LostNodeTests</c> play the same in one process, in a third of the time.</summary>
    [Fact(Explicit = true, Timeout = 90_000)]
    public async Task One_node_is_killed_and_one_is_frozen_and_the_third_has_it_all()
    {
        await using var model = new ClusterModel(words: 200, TimeSpan.FromMilliseconds(2));
        await using var cluster = await ServerCluster.StartAsync(nodes: 3, places: 2, model);
        var (dying, frozen, third) = (cluster[0], cluster[1], cluster[2]);
        await using var places = new PlaceCount(cluster);

        var paused = new StartedRun(dying, model.NextRun());
        await paused.StartAsync();
        await third.Http.EventsToAsync(paused.Id, "run-pause");
        var killed = new StartedRun(dying, model.NextRun(TimeSpan.FromMilliseconds(120)));
        var stopped = new StartedRun(frozen, model.NextRun(TimeSpan.FromMilliseconds(120)));
        foreach (var run in new[] { killed, stopped })
        {
            await run.StartAsync();
            run.ReadAt(third);
        }

        var own = StageReading.Begin(frozen.Http, stopped.Id, Stage.Interception);
        foreach (var run in new[] { killed, stopped }) await run.Reading!.HasAsync(30);
        var waiting = new[] { new StartedRun(dying, model.NextRun()), new StartedRun(frozen, model.NextRun()), new StartedRun(third, model.NextRun()) };
        foreach (var run in waiting)
        {
            await run.StartAsync();
            run.ReadAt(third);
        }

        var hit = Stopwatch.GetTimestamp();
        dying.Signal("KILL");
        frozen.Signal("STOP");
        await cluster.WithinAsync(2 * Promised, killed.Reading!, stopped.Reading!);
        await cluster.WithinAsync(2 * Promised, waiting.Select(run => run.Reading!));
        var served = Stopwatch.GetElapsedTime(hit);

        foreach (var run in new[] { killed, stopped })
        {
            run.Reading!.Ending.Should().Be(Codes.ProviderInterrupted);
            Stopwatch.GetElapsedTime(hit, run.Reading.EndedAt).Should().BeLessThan(Promised);
            model.Told(run.Number, Stage.Interception).Single().Should().StartWith(run.Reading.Text, "what was shown stays");
        }

        foreach (var run in waiting)
        {
            run.Reading!.Ending.Should().Be("complete", "{0} goes on at another node", run.Node.Name);
            model.Told(run.Number, Stage.Interception).Should().Equal(run.Reading.Text);
        }

        await third.Http.ContinueAsync(paused.Id);
        (await StageReading.ReadAsync(third.Http, paused.Id, Stage.Output)).Ending.Should().Be("complete", "a paused run belongs to nobody");

        var woken = Stopwatch.GetTimestamp();
        frozen.Signal("CONT");
        var left = await model.LastCall(stopped.Number).ClientLeft.WaitAsync(TimeSpan.FromSeconds(5), Cancel);
        await own.Done.WaitAsync(TimeSpan.FromSeconds(5), Cancel);

        own.Ending.Should().Be(Codes.ProviderInterrupted, "its own readers hear what the others have heard");
        (await StageReading.ReadAsync(third.Http, stopped.Id, Stage.Interception)).Text.Should().Be(stopped.Reading!.Text, "who has slept writes nothing more");
        output.WriteLine(FormattableString.Invariant($"Endings {Stopwatch.GetElapsedTime(hit, killed.Reading!.EndedAt).TotalSeconds:0.0} s after the kill and {Stopwatch.GetElapsedTime(hit, stopped.Reading!.EndedAt).TotalSeconds:0.0} s after the freeze; those who waited had their texts after {served.TotalSeconds:0.0} s; the model call of the woken was gone after {Stopwatch.GetElapsedTime(woken, left).TotalMilliseconds:0} ms; at most {places.Most} leases for 2 places in {places.Looks} looks."));
        Stopwatch.GetElapsedTime(woken, left).Should().BeLessThan(TimeSpan.FromSeconds(1), "the model call of a node that wakes up is gone");
        places.Most.Should().Be(2);
    }
}
