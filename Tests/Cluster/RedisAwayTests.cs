using System.Diagnostics;
using System.Net;
using Interception.Server.Contracts;

namespace Interception.Tests.Cluster;

/// <summary>Real servers whose Redis goes away and comes back, with what it had or empty.</summary>
public sealed class RedisAwayTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true, Timeout = 90_000)]
    public Task A_Redis_that_dies_and_comes_back_empty() => AwayAsync(TimeSpan.FromSeconds(5), isEmpty: true, (redis, pause) => redis.RestartAsync(pause));

    [Fact(Explicit = true, Timeout = 180_000)]
    public Task A_Redis_that_is_dead_for_half_a_minute() => AwayAsync(TimeSpan.FromSeconds(30), isEmpty: true, (redis, pause) => redis.RestartAsync(pause));

    [Fact(Explicit = true, Timeout = 180_000)]
    public Task A_Redis_that_stands_still_for_half_a_minute() => AwayAsync(TimeSpan.FromSeconds(30), isEmpty: false, async (redis, pause) =>
    {
        redis.Signal("STOP");
        await Task.Delay(pause, Cancel);
        redis.Signal("CONT");
    });

    private async Task AwayAsync(TimeSpan pause, bool isEmpty, Func<Support.Redis.RedisServer, TimeSpan, Task> trouble)
    {
        await using var model = new ClusterModel(words: 100, TimeSpan.FromMilliseconds(2));
        await using var cluster = await ServerCluster.StartAsync(nodes: 2, places: 4, model);
        var (here, there) = (cluster[0], cluster[1]);
        await LoseAnswersAsync(cluster);
        output.WriteLine($"{cluster.Lost} answers of Redis were lost, nothing was doubled.");
        var paused = new StartedRun(here, model.NextRun());
        await paused.StartAsync();
        await there.Http.EventsToAsync(paused.Id, "run-pause");
        var run = new StartedRun(here, model.NextRun(pause / 90));
        await run.StartAsync();
        run.ReadAt(there);
        var own = StageReading.Begin(here.Http, run.Id, Stage.Interception);
        await run.Reading!.HasAsync(20);

        var (began, away) = (Stopwatch.GetTimestamp(), trouble(cluster.Redis, pause));
        await UnreadyAsync(there);
        var unready = Stopwatch.GetElapsedTime(began);
        foreach (var answer in await Task.WhenAll(there.Http.TryStartAsync(model.NextRun()), there.Http.TryContinueAsync(paused.Id)))
        {
            using (answer) MustBeBusy(answer);
        }

        var refusedAfter = Stopwatch.GetElapsedTime(began);
        var seen = own.Text.Length;
        await own.HasAsync(seen + 20);
        away.IsCompleted.Should().BeFalse("readers of its own node went on while Redis was away");
        await away;

        var back = Stopwatch.GetTimestamp();
        await cluster.WithinAsync(TimeSpan.FromSeconds(20), own, run.Reading);
        foreach (var reading in new[] { own, run.Reading })
            reading.Should().BeEquivalentTo(new { Text = model.Told(run.Number, Stage.Interception).Single(), Ending = "complete" });
        await Task.WhenAll(cluster.Nodes.Select(node => node.ReadyAsync())).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        var ready = Stopwatch.GetElapsedTime(back);
        (await AnswerAsync(there, paused.Id)).Should().Be(isEmpty ? HttpStatusCode.NotFound : HttpStatusCode.NoContent);
        var next = new StartedRun(there, model.NextRun());
        await next.StartAsync();
        (await StageReading.ReadAsync(here.Http, next.Id, Stage.Interception)).Ending.Should().Be("complete", "a class can go on");
        output.WriteLine(FormattableString.Invariant($"Away for {pause.TotalSeconds:0} s: not ready after {unready.TotalSeconds:0.0} s, both refusals by {refusedAfter.TotalSeconds:0.0} s, ready {ready.TotalSeconds:0.0} s after it was back; {own.Arrivals.Zip(own.Arrivals.Skip(1), (one, other) => Stopwatch.GetElapsedTime(one.At, other.At)).Max().TotalMilliseconds:0} ms was the longest silence at the writing node."));
    }

    /// <summary>What was done is asked for again, and nothing is doubled: not the run, not the place, not a piece.</summary>
    private static async Task LoseAnswersAsync(ServerCluster cluster)
    {
        for (var n = 0; n < 6; n++)
        {
            var (run, key) = (cluster.Model.NextRun(TimeSpan.FromMilliseconds(5)), SecretId.New());
            cluster.LoseAnswer();
            var id = await StartedAsync(cluster[n % 2], run, key);
            var readings = new[] { StageReading.Begin(cluster[0].Http, id, Stage.Interception), StageReading.Begin(cluster[1].Http, id, Stage.Interception) };
            await readings[n % 2].HasAsync(50).WaitAsync(TimeSpan.FromSeconds(10), Cancel);
            cluster.LoseAnswer();
            await cluster.WithinAsync(TimeSpan.FromSeconds(20), readings);

            var told = cluster.Model.Told(run, Stage.Interception).Single();
            readings.Should().OnlyContain(reading => reading.Ending == "complete" && reading.Text == told);
        }

        cluster.Lost.Should().BeGreaterThan(6);
    }

    /// <summary>Asks again under the same key while it is busy.</summary>
    private static async Task<string> StartedAsync(ClusterNode node, int run, string key)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            using var answer = await node.Http.TryStartAsync(run, key: key).WaitAsync(TimeSpan.FromSeconds(10), Cancel);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) break;
            Stopwatch.GetElapsedTime(begun).Should().BeLessThan(TimeSpan.FromSeconds(10), "{0} said {1} and logged {2}", node.Name, await answer.Content.ReadAsStringAsync(Cancel), node.Said);
            await Task.Delay(50, Cancel);
        }

        return await node.Http.StartAsync(run, key: key);
    }

    private static async Task UnreadyAsync(ClusterNode node)
    {
        while (true)
        {
            using var answer = await node.Http.GetAsync("health/ready", Cancel);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("Redis");
                return;
            }

            await Task.Delay(20, Cancel);
        }
    }

    private static void MustBeBusy(HttpResponseMessage refused)
    {
        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.Should().NotBeNull();
    }

    /// <summary>Just after its return it may still be busy with what comes back.</summary>
    private static async Task<HttpStatusCode> AnswerAsync(ClusterNode node, string runId)
    {
        while (true)
        {
            using var answer = await node.Http.TryContinueAsync(runId);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) return answer.StatusCode;
            await Task.Delay(100, Cancel);
        }
    }
}
