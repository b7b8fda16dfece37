using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Tests.Deployment;

namespace Interception.Tests.Cluster;

/// <summary>All nodes are restarted one after another by the operators' script, and no run that waits or pauses is lost.</summary>
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    [Fact(Explicit = true, Timeout = 120_000)]
    public Task The_script_restarts_all_nodes_and_waiting_and_paused_runs_go_on() => RestartAsync(paused: 3, waiting: 3, working: 0, drain: "00:00:01");

    [Fact(Explicit = true, Timeout = 300_000)]
    public Task The_script_restarts_all_nodes_during_thirty_runs() => RestartAsync(paused: 10, waiting: 15, working: 5, drain: "00:00:05");

    private async Task RestartAsync(int paused, int waiting, int working, string drain)
    {
        Needs.Program("curl");
        await using var model = new ClusterModel(words: 60, TimeSpan.FromMilliseconds(2));
        await using var cluster = await ServerCluster.StartAsync(nodes: 3, places: 30, model, ("Runs:DrainFor", drain));
        using var script = new RollingRestart(cluster);
        var pausing = await StartAsync(cluster, paused, pace: null);
        foreach (var run in pausing) await run.Node.Http.EventsToAsync(run.Id, "run-pause");
        // Longer than a node waits for those at work.
        var atWork = await StartAsync(cluster, working, TimeSpan.FromMilliseconds(200));
        foreach (var run in atWork) await run.Node.Http.EventsToAsync(run.Id, "stage-start");
        await cluster[0].Http.TeacherAsync(HttpMethod.Post, "api/class/hold");
        var held = await StartAsync(cluster, waiting, pace: null);

        var begun = Stopwatch.GetTimestamp();
        var said = await script.RunAsync();
        var took = Stopwatch.GetElapsedTime(begun);

        said.Should().Contain("node-a is ready again.").And.Contain("node-c is ready again.");
        // The hold outlives every node that has heard it.
        held.Should().OnlyContain(run => model.Told(run.Number, Stage.Interception).Count == 0);
        await cluster[1].Http.TeacherAsync(HttpMethod.Post, "api/class/release");
        foreach (var run in held) run.ReadAt(cluster[2]);
        foreach (var run in pausing) await cluster[1].Http.ContinueAsync(run.Id);
        await cluster.WithinAsync(TimeSpan.FromSeconds(30), held.Select(run => run.Reading!));

        held.Should().OnlyContain(run => run.Reading!.Ending == "complete" && model.Told(run.Number, Stage.Interception).Single() == run.Reading.Text);
        foreach (var run in pausing)
            (await StageReading.ReadAsync(cluster[0].Http, run.Id, Stage.Output)).Text.Should().Be(model.Told(run.Number, Stage.Output).Single());
        var ends = await Task.WhenAll(atWork.Select(run => StageReading.ReadAsync(cluster[0].Http, run.Id, Stage.Interception)));
        ends.Select(reading => reading.Ending).Should().BeSubsetOf(["complete", Codes.ShuttingDown]);
        output.WriteLine(FormattableString.Invariant($"Three nodes in {took.TotalSeconds:0.0} s: {paused} paused and {waiting} waiting runs went on, 0 lost; of {working} at work {ends.Count(reading => reading.Ending == "complete")} came to their end, {ends.Count(reading => reading.Ending == Codes.ShuttingDown)} were ended as {Codes.ShuttingDown}."));
    }

    private static async Task<StartedRun[]> StartAsync(ServerCluster cluster, int runs, TimeSpan? pace)
    {
        var started = Enumerable.Range(0, runs)
            .Select(n => new StartedRun(cluster[n % 3], pace is { } own ? cluster.Model.NextRun(own) : cluster.Model.NextRun())).ToArray();
        foreach (var run in started) await run.StartAsync();
        return started;
    }
}
