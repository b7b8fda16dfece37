using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>The long forms of what several nodes promise, with their figures.</summary>
[Collection<Alone>]
public sealed class ClusterFiguresTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true, Timeout = 300_000)]
    public async Task Five_hundred_resumes_at_other_nodes()
    {
        await using var cluster = await ServerCluster.StartAsync(nodes: 3, places: 30, new ClusterModel(120, TimeSpan.FromMilliseconds(15)));

        (await ClusterResumes.CountWrongAsync(cluster, runs: 20, resumes: 500, output)).Should().Be(0);
    }

    [Fact(Explicit = true, Timeout = 300_000)]
    public async Task A_reader_at_another_node_beside_one_at_the_node_that_writes()
    {
        const int streams = 100;
        await using var cluster = await ServerCluster.StartAsync(nodes: 0, places: streams, new ClusterModel(200, TimeSpan.FromMilliseconds(33)));
        foreach (var name in new[] { "own", "remote" }) await cluster.AddDirect(name).ReadyAsync();
        // Nodes that have just been started compile, which takes half of their time for as long as a few texts.
        for (var round = 0; round < 4; round++) await ReadTwiceAsync(cluster, streams);
        var readings = await ReadTwiceAsync(cluster, streams);

        readings.Should().OnlyContain(pair => pair.Own.Ending == "complete" && pair.Own.Text == pair.Remote.Text);
        var behind = readings.SelectMany(pair => pair.Own.Arrivals.Select(own =>
            Stopwatch.GetElapsedTime(own.At, pair.Remote.Arrivals.First(arrival => arrival.Length >= own.Length).At).TotalMilliseconds)).Order().ToList();
        var (middle, late) = (behind[behind.Count / 2], behind[behind.Count * 99 / 100]);
        output.WriteLine(FormattableString.Invariant($"{streams} streams, {behind.Count} pieces: a reader at another node is behind by p50 {middle:0.0} ms, p99 {late:0.0} ms, most {behind[^1]:0.0} ms."));
        middle.Should().BeLessThanOrEqualTo(15);
        late.Should().BeLessThanOrEqualTo(100);
    }

    /// <summary>Every text at the node that writes it and at the other one.</summary>
    private static async Task<(StageReading Own, StageReading Remote)[]> ReadTwiceAsync(ServerCluster cluster, int streams)
    {
        var readings = await Task.WhenAll(Enumerable.Range(0, streams).Select(async n =>
        {
            await Task.Delay(n * 20, Cancel);
            var id = await cluster[0].Http.StartAsync(cluster.Model.NextRun());
            return (Own: StageReading.Begin(cluster[0].Http, id, Stage.Interception), Remote: StageReading.Begin(cluster[1].Http, id, Stage.Interception));
        }));
        await Task.WhenAll(readings.SelectMany(pair => new[] { pair.Own.Done, pair.Remote.Done }));
        return readings;
    }

    [Fact(Explicit = true, Timeout = 1_200_000)]
    public async Task Twenty_rounds_of_kills_and_freezes()
    {
        await using var model = new ClusterModel(words: 150, TimeSpan.FromMilliseconds(3));
        await using var cluster = await ServerCluster.StartAsync(nodes: 3, places: 3, model);
        await using var places = new PlaceCount(cluster);
        output.WriteLine($"The seed is {model.Seed}.");
        var random = new Random(model.Seed);
        var (endings, waits) = (new List<double>(), 0);
        for (var round = 1; round <= 20; round++)
        {
            var victim = cluster[random.Next(3)];
            var witness = cluster.Nodes.Where(node => node != victim).ElementAt(random.Next(2));
            var signal = random.Next(2) == 0 ? "KILL" : "STOP";
            var working = new StartedRun(victim, model.NextRun(TimeSpan.FromMilliseconds(150)));
            await working.StartAsync();
            working.ReadAt(witness);
            var others = Enumerable.Range(0, 6).Select(n => new StartedRun(cluster[n % 3], model.NextRun(TimeSpan.FromMilliseconds(random.Next(1, 15))))).ToArray();
            foreach (var run in others)
            {
                await run.StartAsync();
                run.ReadAt(witness);
            }

            await working.Reading!.HasAsync(random.Next(1, 200));
            await Task.Delay(random.Next(300), Cancel);
            var hit = Stopwatch.GetTimestamp();
            victim.Signal(signal);
            await Task.WhenAll(others.Append(working).Select(run => run.Reading!.Done)).WaitAsync(TimeSpan.FromSeconds(40), Cancel);

            endings.Add(Stopwatch.GetElapsedTime(hit, working.Reading.EndedAt).TotalSeconds);
            foreach (var run in others.Append(working)) Verify(model, run, mayBreak: run.Node == victim);
            waits += others.Count(run => run.Reading!.Ending == "complete");
            if (signal == "STOP") victim.Signal("CONT");
            else await victim.StartAgainAsync();
            await victim.ReadyAsync();
            output.WriteLine(FormattableString.Invariant($"Round {round}: {signal} {victim.Name}, ended after {endings[^1]:0.0} s, {others.Count(run => run.Reading!.Ending == "complete")} of 6 others whole."));
        }

        output.WriteLine(FormattableString.Invariant($"20 rounds: endings after {endings.Order().ElementAt(10):0.0} s (median), {endings.Max():0.0} s (most); at most {places.Most} leases for 3 places in {places.Looks} looks; {waits} of 120 other texts whole."));
        endings.Max().Should().BeLessThan(15);
        places.Most.Should().BeLessThanOrEqualTo(3);
    }

    [Fact(Explicit = true, Timeout = 300_000)]
    public async Task Nothing_of_a_run_is_left_after_its_time_also_when_its_node_died()
    {
        await using var model = new ClusterModel(words: 60, TimeSpan.FromMilliseconds(2));
        await using var cluster = await ServerCluster.StartAsync(nodes: 2, places: 4, model, ("Runs:Retention", "00:00:05"), ("Runs:PauseFor", "00:00:10"));
        var runs = new[] { new StartedRun(cluster[0], model.NextRun()), new StartedRun(cluster[0], model.NextRun(TimeSpan.FromMilliseconds(200))) };
        foreach (var run in runs) await run.StartAsync();
        await cluster[1].Http.EventsToAsync(runs[0].Id, "run-pause");
        await using var redis = cluster.Redis.Connect("interception");
        (await RedisKeyspace.ReadAsync(redis)).Should().OnlyContain(key => key.Value != null);

        cluster[0].Signal("KILL");
        var hit = Stopwatch.GetTimestamp();
        while ((await RedisKeyspace.ReadAsync(redis)).Keys.Where(key => runs.Any(run => key.Contains(run.Id, StringComparison.Ordinal))).ToList() is { Count: > 0 } left)
        {
            Stopwatch.GetElapsedTime(hit).Should().BeLessThan(TimeSpan.FromMinutes(2), "{0} are left", string.Join(", ", left));
            await Task.Delay(500, Cancel);
        }

        output.WriteLine(FormattableString.Invariant($"No key of either run {Stopwatch.GetElapsedTime(hit).TotalSeconds:0} s after its node was killed."));
    }

    private static void Verify(ClusterModel model, StartedRun run, bool mayBreak)
    {
        var (told, reading) = (model.Told(run.Number, Stage.Interception), run.Reading!);
        if (reading.Ending == "complete") told[^1].Should().Be(reading.Text);
        else mayBreak.Should().BeTrue("{0} was at {1} and ended as {2}", run.Number, run.Node.Name, reading.Ending);
        if (reading.Ending == "complete") return;
        reading.Ending.Should().Be(Codes.ProviderInterrupted);
        told[^1].Should().StartWith(reading.Text);
    }
}
