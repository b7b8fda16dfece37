using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>What real servers cost Redis and themselves. Figures for Server/docs/scale.md; run them on a quiet machine.</summary>
[Collection<Alone>]
public sealed class ClusterCostTests(ITestOutputHelper output)
{
    private const int Words = 300;
    private const int Runs = 30;

    /// <summary>With few runs, what a processor takes to wake up is most of what is measured.</summary>
    private const int Many = 100;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(30);

    private readonly ConcurrentDictionary<(string Node, int Number), string> _children = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true, Timeout = 600_000)]
    public async Task A_run_a_token_a_reader_and_an_idle_node_in_Redis()
    {
        await using var cluster = await ServerCluster.StartAsync(nodes: 2, places: Runs, new ClusterModel(Words, Pace));
        await using var redis = cluster.Redis.Connect("interception");
        await LoadAsync(cluster, cluster[0], cluster[1], Runs, words: 1);

        output.WriteLine("| | commands | scripts | bytes in | bytes out | Redis's CPU |\n| --- | --- | --- | --- | --- | --- |");
        await SayAsync(redis, "an idle node, a second", 20, () => Task.Delay(TimeSpan.FromSeconds(10), Cancel), "ms");
        await SayAsync(redis, "a run without readers elsewhere", Runs, () => LoadAsync(cluster, cluster[0], cluster[0], Runs, Words), "ms");
        await SayAsync(redis, "a run with a reader elsewhere", Runs, () => LoadAsync(cluster, cluster[0], cluster[1], Runs, Words), "ms");
        await SayAsync(redis, "a token of it", Runs * Words, () => LoadAsync(cluster, cluster[0], cluster[1], Runs, Words), "us");
        output.WriteLine($"A run of {Words} tokens that has paused leaves {await KeptAsync(redis)} bytes in Redis.");
    }

    [Fact(Explicit = true, Timeout = 600_000)]
    public async Task A_token_at_the_node_that_writes_beside_one_in_memory()
    {
        await using var cluster = await ServerCluster.StartAsync(nodes: 0, places: 2 * Many, new ClusterModel(Words, Pace));
        var (shared, memory) = (cluster.AddDirect("shared"), cluster.Add("memory", ("Redis:Connection", "")));
        foreach (var node in cluster.Nodes) await node.ReadyAsync();
        for (var round = 0; round < 8; round++) await Task.WhenAll(cluster.Nodes.Select(node => LoadAsync(cluster, node, node, Many, Words)));
        var ratios = new List<double>();
        for (var round = 0; round < 7; round++)
        {
            // At the same time, because a machine is not as fast at one moment as at another.
            var used = await Task.WhenAll(CpuAsync(cluster, shared), CpuAsync(cluster, memory));
            ratios.Add(used[0] / used[1]);
            output.WriteLine(FormattableString.Invariant($"{Many} runs of {Words} tokens, one in {Pace.TotalMilliseconds} ms: {used[0]:0} us a token with Redis, {used[1]:0} us in memory, {ratios[^1]:0.00} times."));
        }

        var middle = ratios.Order().ElementAt(ratios.Count / 2);
        output.WriteLine(FormattableString.Invariant($"The node that writes takes {middle:0.00} times the CPU of the memory journal for a token (median of {ratios.Count})."));
        middle.Should().BeLessThanOrEqualTo(1.3);
    }

    private async Task<double> CpuAsync(ServerCluster cluster, ClusterNode node)
    {
        var before = Used(node);
        await LoadAsync(cluster, node, node, Many, Words);
        return (Used(node) - before).TotalMicroseconds / (Many * Words);
    }

    private static TimeSpan Used(ClusterNode node)
    {
        using var process = System.Diagnostics.Process.GetProcessById(node.ProcessId);
        return process.TotalProcessorTime;
    }

    /// <summary>Plays runs to their pause, each with one reader.</summary>
    private async Task LoadAsync(ServerCluster cluster, ClusterNode writer, ClusterNode reader, int runs, int words)
    {
        var pace = words == 1 ? TimeSpan.Zero : Pace;
        var readings = await Task.WhenAll(Enumerable.Range(0, runs).Select(async n =>
        {
            await Task.Delay(n, Cancel);
            return StageReading.Begin(reader.Http, await StartAsync(writer.Http, cluster.Model.NextRun(pace), (writer.Name, n)), Stage.Interception);
        }));
        await Task.WhenAll(readings.Select(reading => reading.Done));
        readings.Should().OnlyContain(reading => reading.Ending == "complete");
    }

    /// <summary>The same children start again and again, as in a lesson: a class that grows is no token.</summary>
    private async Task<string> StartAsync(HttpClient http, int run, (string Node, int Number) child)
    {
        using var answer = await http.TryStartAsync(run, cookie: _children.GetValueOrDefault(child));
        if (answer.Headers.TryGetValues("Set-Cookie", out var set)) _children[child] = set.First().Split(';')[0];
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<RunStarted>(Cancel))!.RunId;
    }

    private async Task SayAsync(RedisConnection redis, string what, int by, Func<Task> act, string unit)
    {
        var before = await FiguresAsync(redis);
        await act();
        await Task.Delay(200, Cancel);
        var each = (await FiguresAsync(redis)).Zip(before, (now, then) => (now - then) / by).ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {each[0]:0.00} | {each[1]:0.00} | {each[2]:0} | {each[3]:0} | {each[4] * (unit == "us" ? 1e6 : 1e3):0.0} {unit} |"));
    }

    private static async Task<double[]> FiguresAsync(RedisConnection redis)
    {
        var lines = (await redis.AskAsync(database => database.ExecuteAsync("INFO", "everything"))).ToString().Split('\n', StringSplitOptions.TrimEntries);
        double Number(string start) => lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) is { } line
            ? double.Parse(line[start.Length..].Split(',')[0], CultureInfo.InvariantCulture)
            : 0;
        // Commands within scripts are counted by Redis as well; what comes over the wire is what a script does not do.
        return [Number("total_commands_processed:"), Number("cmdstat_evalsha:calls=") + Number("cmdstat_eval:calls="), Number("total_net_input_bytes:"),
            Number("total_net_output_bytes:"), Number("used_cpu_user:") + Number("used_cpu_sys:")];
    }

    private static async Task<long> KeptAsync(RedisConnection redis)
    {
        var keys = (await RedisKeyspace.ReadAsync(redis)).Keys.Where(key => key.EndsWith(":meta", StringComparison.Ordinal)).ToList();
        var last = keys[^1][..^"meta".Length];
        var kept = 0L;
        foreach (var key in (await RedisKeyspace.ReadAsync(redis)).Keys.Where(key => key.StartsWith(last, StringComparison.Ordinal)))
            kept += (long)await redis.AskAsync(database => database.ExecuteAsync("MEMORY", "USAGE", key));
        return kept;
    }
}
