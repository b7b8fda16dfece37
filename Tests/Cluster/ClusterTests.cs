using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Chaos;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>Three real servers with one Redis: which of them is asked makes no difference.</summary>
[Collection(nameof(SharedCluster))]
public sealed class ClusterTests(SharedCluster shared, ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_reader_at_any_node_goes_on_at_the_exact_character()
    {
        var cluster = await shared.NodesAsync();

        var wrong = await ClusterResumes.CountWrongAsync(cluster, runs: 3, resumes: 45, output);

        wrong.Should().Be(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Any_node_takes_any_command_for_any_run()
    {
        var cluster = await shared.NodesAsync();
        var (a, b, c) = (cluster[0].Http, cluster[1].Http, cluster[2].Http);
        var (run, key) = (cluster.Model.NextRun(), SecretId.New());
        var id = await a.StartAsync(run, key: key);
        (await b.StartAsync(run, key: key)).Should().Be(id, "a key means the same run at every node");
        (await c.EventsToAsync(id, "run-pause")).Should().StartWith("run-start");

        await b.ContinueAsync(id);
        await c.ContinueAsync(id);
        var piece = await StageReading.ReadAsync(a, id, Stage.Output);

        piece.Should().BeEquivalentTo(new { Text = cluster.Model.Told(run, Stage.Output)[0], Ending = "complete" });
        cluster.Model.Told(run, Stage.Output).Should().ContainSingle("the same continue again does nothing, wherever it is said");
        (await b.EventsToAsync(id, "run-end")).Should().Equal(await c.EventsToAsync(id, "run-end"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_is_stopped_from_another_node_and_the_model_with_it()
    {
        var cluster = await shared.NodesAsync();
        var run = cluster.Model.NextRun(TimeSpan.FromMilliseconds(100));
        var id = await cluster[0].Http.StartAsync(run);
        var reading = StageReading.Begin(cluster[2].Http, id, Stage.Interception);
        await reading.HasAsync(20);

        await cluster[1].Http.StopAsync(id);

        await reading.Done;
        reading.Ending.Should().Be(Codes.Stopped);
        await cluster.Model.LastCall(run).ClientLeft.WaitAsync(TimeSpan.FromSeconds(2), Cancel);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_of_a_stage_stream_and_the_class_are_the_same_at_every_node()
    {
        var cluster = await shared.NodesAsync();
        var path = $"api/text_stream/stage2/box-7?prompt={Uri.EscapeDataString(Storyteller.Idea(cluster.Model.NextRun()))}";
        var first = await StageStreams.ReadAsync(cluster[0].Http, path).ToListAsync(Cancel);
        var again = await StageStreams.ReadAsync(cluster[1].Http, path).ToListAsync(Cancel);
        var named = await StageStreams.ReadAsync(cluster[2].Http, "api/text_stream/stage2/box-7").ToListAsync(Cancel);

        foreach (var other in new[] { again, named })
        {
            other[0].Data.GetProperty("run_id").GetString().Should().Be(first[0].Data.GetProperty("run_id").GetString());
            other[^1].Data.GetProperty("final_text").GetString().Should().Be(first[^1].Data.GetProperty("final_text").GetString());
        }

        var lists = await Task.WhenAll(cluster.Nodes.Select(async node => Labels(await node.Http.TeacherAsync(HttpMethod.Get, "api/runs"))));
        lists[0].Should().NotBeEmpty();
        lists.Should().AllBeEquivalentTo(lists[0]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Runs_starts_and_wrong_codes_of_a_caller_count_once_over_all_nodes()
    {
        var cluster = await shared.NodesAsync();
        var cookie = await Sessions.NewAsync(cluster[0].Http);
        var answers = new List<HttpStatusCode>();
        var begun = Stopwatch.GetTimestamp();
        for (var n = 0; n < 20; n++)
        {
            // Stopped at another node, so that one run at a time is no reason to refuse.
            using var answer = await cluster[n % 3].Http.TryStartAsync(cluster.Model.NextRun(TimeSpan.FromMilliseconds(50)), cookie: cookie);
            answers.Add(answer.StatusCode);
            if (n == 0)
            {
                using var second = await cluster[1].Http.TryStartAsync(cluster.Model.NextRun(), cookie: cookie);
                second.StatusCode.Should().Be(HttpStatusCode.TooManyRequests, "one run at a time, wherever it works");
            }

            if (!answer.IsSuccessStatusCode) continue;
            var run = (await answer.Content.ReadFromJsonAsync<RunStarted>(Cancel))!.RunId;
            await cluster[(n + 1) % 3].Http.StopAsync(run);
            // Its own node knows when its share is given back.
            await cluster[n % 3].Http.StopAsync(run);
        }

        // Twelve a minute, of which one comes back every five seconds; the refused second one may have counted.
        var back = 1 + (int)(Stopwatch.GetElapsedTime(begun).TotalSeconds / 5);
        answers.Count(status => status == HttpStatusCode.OK).Should().BeInRange(11, 12 + back);
        answers.Should().Contain(HttpStatusCode.TooManyRequests);
        var wrong = await Task.WhenAll(Enumerable.Range(0, 15).Select(async n =>
        {
            using var refused = await cluster[n % 3].Http.PostAsJsonAsync("api/door", new { code = $"wrong {n}" }, Cancel);
            return refused.StatusCode;
        }));
        wrong.Count(status => status == HttpStatusCode.Unauthorized).Should().BeInRange(1, 11, "after ten a wrong one is told to wait, at any node");
        wrong.Should().Contain(HttpStatusCode.TooManyRequests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_key_has_an_expiry_and_a_record_of_another_version_is_left_alone()
    {
        var cluster = await shared.NodesAsync();
        var run = cluster.Model.NextRun();
        var id = await cluster[0].Http.StartAsync(run);
        await cluster[1].Http.EventsToAsync(id, "run-pause");
        await using var redis = cluster.Redis.Connect("interception");
        var keys = await RedisKeyspace.ReadAsync(redis);

        keys.Where(key => key.Value is null).Should().BeEmpty("what nobody looks at goes by itself");
        var meta = keys.Keys.Single(key => key.Contains($"{{{id}}}", StringComparison.Ordinal) && key.EndsWith(":meta", StringComparison.Ordinal));
        await redis.AskAsync(database => database.HashSetAsync(meta, "v", 99));
        (await cluster[2].Http.TryContinueAsync(id)).IsSuccessStatusCode.Should().BeFalse();
        (await redis.AskAsync(database => database.HashGetAsync(meta, "v"))).Should().Be(99);
        await redis.AskAsync(database => database.HashSetAsync(meta, "v", 1));
        await cluster[1].Http.ContinueAsync(id);
        (await StageReading.ReadAsync(cluster[2].Http, id, Stage.Output)).Ending.Should().Be("complete");
    }

    private static List<string> Labels(string runs)
    {
        var root = JsonElement.Parse(runs);
        var list = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("runs");
        return [.. list.EnumerateArray().Select(run => run.GetProperty("label").GetString()!).Order(StringComparer.Ordinal)];
    }
}
