using Interception.Server.Contracts;

namespace Interception.Tests.Cluster;

/// <summary>This build and another one share a Redis, as while all nodes are restarted one after another with a new version.</summary>
/// <remarks>
/// <c>OTHER_BUILD</c> is the path of the other one's <c>Interception.Server.dll</c>: <c>git archive COMMIT | tar -x -C /tmp/other</c>,
/// then <c>dotnet build /tmp/other/Server -p:BuildPage=false</c>.
/// </remarks>
public sealed class OtherBuildTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    private ServerCluster _cluster = null!;

    [Fact(Explicit = true, Timeout = 300_000)]
    public async Task Nodes_of_two_builds_do_everything_together()
    {
        foreach (var (here, there) in new[] { (_cluster[0], _cluster[1]), (_cluster[1], _cluster[0]) })
        {
            await ContinueAsync(here, there);
            await StopAsync(here, there);
            await HandOverAsync(here, there);
            await KillAsync(here, there);
            output.WriteLine($"What {here.Name} began was read, continued, stopped, taken over and ended at {there.Name}.");
        }
    }

    public async ValueTask InitializeAsync()
    {
        var build = Environment.GetEnvironmentVariable("OTHER_BUILD") ?? "";
        Assert.SkipWhen(build.Length == 0, "OTHER_BUILD names no other Interception.Server.dll.");
        _cluster = await ServerCluster.StartAsync(nodes: 1, places: 3);
        await _cluster.AddBuild("other", build).ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    /// <summary>Started here under a key, read and continued there, read here again.</summary>
    private async Task ContinueAsync(ClusterNode here, ClusterNode there)
    {
        var (run, key) = (_cluster.Model.NextRun(), SecretId.New());
        var id = await here.Http.StartAsync(run, key: key);
        (await there.Http.StartAsync(run, key: key)).Should().Be(id);
        (await StageReading.ReadAsync(there.Http, id, Stage.Interception)).Text.Should().Be(_cluster.Model.Told(run, Stage.Interception).Single());
        await there.Http.EventsToAsync(id, "run-pause");

        await there.Http.ContinueAsync(id);
        await here.Http.ContinueAsync(id);

        (await StageReading.ReadAsync(here.Http, id, Stage.Output)).Should().BeEquivalentTo(
            new { Text = _cluster.Model.Told(run, Stage.Output).Single(), Ending = "complete" });
        (await here.Http.EventsToAsync(id, "run-end")).Should().Equal(await there.Http.EventsToAsync(id, "run-end"));
    }

    /// <summary>Works here, is read and stopped there.</summary>
    private async Task StopAsync(ClusterNode here, ClusterNode there)
    {
        var id = await here.Http.StartAsync(_cluster.Model.NextRun(Slow));
        var (own, reading) = (StageReading.Begin(here.Http, id, Stage.Interception), StageReading.Begin(there.Http, id, Stage.Interception));
        await reading.HasAsync(20);

        await there.Http.StopAsync(id);

        await _cluster.WithinAsync(TimeSpan.FromSeconds(10), own, reading);
        new[] { own.Ending, reading.Ending }.Should().OnlyContain(ending => ending == Codes.Stopped);
        reading.Text.Should().Be(own.Text);
    }

    /// <summary>Waits or pauses here, which is restarted; goes on there.</summary>
    private async Task HandOverAsync(ClusterNode here, ClusterNode there)
    {
        var (paused, waiting) = (new StartedRun(here, _cluster.Model.NextRun()), new StartedRun(here, _cluster.Model.NextRun()));
        await paused.StartAsync();
        await there.Http.EventsToAsync(paused.Id, "run-pause");
        await there.Http.TeacherAsync(HttpMethod.Post, "api/class/hold");
        await waiting.StartAsync();
        await there.Http.EventsToAsync(waiting.Id, "queue");

        await here.RestartAsync();
        await there.Http.TeacherAsync(HttpMethod.Post, "api/class/release");
        await there.Http.ContinueAsync(paused.Id);
        waiting.ReadAt(there);

        await _cluster.WithinAsync(TimeSpan.FromSeconds(30), waiting.Reading!);
        waiting.Reading!.Should().BeEquivalentTo(new { Text = _cluster.Model.Told(waiting.Number, Stage.Interception).Single(), Ending = "complete" });
        (await StageReading.ReadAsync(there.Http, paused.Id, Stage.Output)).Ending.Should().Be("complete");
        await here.ReadyAsync();
    }

    /// <summary>Works here, which dies; its text ends there as broken off.</summary>
    private async Task KillAsync(ClusterNode here, ClusterNode there)
    {
        var id = await here.Http.StartAsync(_cluster.Model.NextRun(Slow));
        var reading = StageReading.Begin(there.Http, id, Stage.Interception);
        await reading.HasAsync(20);

        here.Signal("KILL");

        await _cluster.WithinAsync(TimeSpan.FromSeconds(20), reading);
        reading.Ending.Should().Be(Codes.ProviderInterrupted);
        await here.ExitCodeAsync();
        await here.StartAgainAsync();
        await here.ReadyAsync();
        (await StageReading.ReadAsync(here.Http, id, Stage.Interception)).Should().BeEquivalentTo(new { reading.Text, reading.Ending });
    }
}
