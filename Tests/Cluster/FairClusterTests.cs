using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Cluster;

/// <summary>One line for all nodes: who asks at several of them has no more of it than the others.</summary>
[Collection<Alone>]
public sealed class FairClusterTests(ITestOutputHelper output)
{
    private const int Children = 12;
    private static readonly TimeSpan Lesson = TimeSpan.FromSeconds(45);

    private readonly ConcurrentBag<(string Owner, long Asked, long Joined, long Served)> _turns = [];

    [Fact(Explicit = true, Timeout = 300_000)]
    public async Task A_greedy_session_at_three_nodes_waits_as_long_as_the_others()
    {
        await using var model = new ClusterModel(words: 10, TimeSpan.FromMilliseconds(4));
        await using var cluster = await ServerCluster.StartAsync(nodes: 3, places: 1, model,
            ("Limits:ActiveRunsPerSession", "20"), ("Limits:StartsPerMinute", "100000"), ("Queue:Capacity", "1000"));
        using var bell = new CancellationTokenSource(Lesson);
        var children = await Task.WhenAll(Enumerable.Range(0, Children).Select(n => Sessions.NewAsync(cluster[n % 3].Http)));
        var greedy = await Sessions.NewAsync(cluster[0].Http);

        await Task.WhenAll([
            .. children.Select((cookie, n) => PlayAsync(cluster, n % 3, $"child {n}", cookie, bell.Token)),
            .. Enumerable.Range(0, 9).Select(n => PlayAsync(cluster, n % 3, "greedy", greedy, bell.Token)),
        ]);

        var waits = _turns.GroupBy(turn => turn.Owner).OrderBy(owner => owner.Key, StringComparer.Ordinal).Select(TimeToNextText).ToList();
        var jain = Math.Pow(waits.Sum(), 2) / (waits.Count * waits.Sum(wait => wait * wait));
        var overtaken = _turns.Where(turn => turn.Owner != "greedy").Max(Overtaken);
        output.WriteLine(FormattableString.Invariant($"{_turns.Count} texts, {Children} children and one session with nine runs at once over three nodes: Jain {jain:0.000}; greedy {waits[^1]:0.00} s, others {waits[..^1].Average():0.00} s; overtaken by at most {overtaken} turns of one other."));
        waits.Should().HaveCount(Children + 1);
        jain.Should().BeGreaterThanOrEqualTo(0.98);
        overtaken.Should().BeLessThanOrEqualTo(1);
    }

    private async Task PlayAsync(ServerCluster cluster, int node, string owner, string cookie, CancellationToken bell)
    {
        while (!bell.IsCancellationRequested)
        {
            var asked = Stopwatch.GetTimestamp();
            using var answer = await cluster[node].Http.TryStartAsync(cluster.Model.NextRun(), cookie: cookie);
            var joined = Stopwatch.GetTimestamp();
            answer.EnsureSuccessStatusCode();
            var id = (await answer.Content.ReadFromJsonAsync<RunStarted>(CancellationToken.None))!.RunId;
            var reading = await StageReading.ReadAsync(cluster[node].Http, id, Stage.Interception);
            reading.Ending.Should().Be("complete");
            _turns.Add((owner, asked, joined, reading.Arrivals[0].At));
            await Task.Delay(Random.Shared.Next(20, 60), CancellationToken.None);
        }
    }

    /// <summary>How long a session that wants a text is without one, on average.</summary>
    private static double TimeToNextText(IEnumerable<(string Owner, long Asked, long Joined, long Served)> turns)
    {
        var (waits, last) = (new List<double>(), 0L);
        foreach (var turn in turns.OrderBy(turn => turn.Served))
        {
            waits.Add(Stopwatch.GetElapsedTime(Math.Max(turn.Asked, last), turn.Served).TotalSeconds);
            last = turn.Served;
        }

        return waits.Average();
    }

    /// <summary>How many runs of one other, asked for after this one stood in line, came before it.</summary>
    private int Overtaken((string Owner, long Asked, long Joined, long Served) turn) => _turns
        .Where(other => other.Owner != turn.Owner && other.Asked > turn.Joined && other.Served < turn.Served)
        .CountBy(other => other.Owner).Select(other => other.Value).DefaultIfEmpty().Max();
}
