using System.Diagnostics;
using System.Globalization;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Tests.Support;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Journal;

/// <summary>What a token and a reader cost in Redis and at a node, and how far a reader elsewhere is behind. Figures, not verdicts: run it on a quiet machine.</summary>
[Collection<Alone>]
public sealed class RedisCostTests(ITestOutputHelper output)
{
    private const int Runs = 20;
    private const int Tokens = 300;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(33);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true, Timeout = 300_000)]
    public async Task A_token_and_a_reader_in_figures()
    {
        await using var server = await RedisServer.StartAsync();
        await using var here = new JournalNode(server.Connect());
        await using var there = new JournalNode(server.Connect(here.Redis.Prefix));
        await TellAsync("warm", here.Journal, _ => []);

        var memory = await MeasureAsync(here, () => TellAsync("memory", new MemoryJournal(TimeProvider.System), _ => []));
        var alone = await MeasureAsync(here, () => TellAsync("alone", here.Journal, _ => []));
        var own = await MeasureAsync(here, () => TellAsync("own", here.Journal, run => [here.ReadAsync(run, Stage.Output)]));
        var one = await MeasureAsync(here, () => TellAsync("one", here.Journal, run => [there.ReadAsync(run, Stage.Output)]));
        var ten = await MeasureAsync(here, () => TellAsync("ten", here.Journal, run => [.. Enumerable.Range(0, 10).Select(_ => there.ReadAsync(run, Stage.Output))]));

        output.WriteLine($"{Runs} runs of {Tokens} tokens, one in {Pace.TotalMilliseconds} ms; for each token:");
        output.WriteLine("| | scripts | bytes to Redis | bytes from Redis | Redis's CPU, us | the process's CPU, us |\n| --- | --- | --- | --- | --- | --- |");
        Say("in memory, no reader", memory);
        Say("Redis, no reader", alone);
        Say("Redis, a reader at the same node", own);
        Say("Redis, a reader at another node (both nodes in this process)", one);
        Say("Redis, ten readers at another node", ten);
        output.WriteLine($"A run of {Tokens} tokens leaves {await KeptAsync(here, "alone 0")} bytes in Redis.");
    }

    [Fact(Explicit = true, Timeout = 300_000)]
    public async Task How_far_a_reader_at_another_node_is_behind_one_at_the_node_that_writes()
    {
        await using var server = await RedisServer.StartAsync();
        await using var here = new JournalNode(server.Connect());
        await using var there = new JournalNode(server.Connect(here.Redis.Prefix));
        var readings = new List<(Task<List<(int Length, long At)>> Own, Task<List<(int Length, long At)>> Remote)>();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async n =>
        {
            var run = (await here.Journal.OpenAsync($"run {n}", 1, Cancel)).Begin(Stage.Output);
            lock (readings) readings.Add((ArrivalsAsync(here, $"run {n}"), ArrivalsAsync(there, $"run {n}")));
            await Task.Delay(n, Cancel);
            for (var token = 0; token < 200; token++)
            {
                run.Write(Stage.Output, " tok");
                await Task.Delay(Pace, Cancel);
            }
            run.End(Stage.Output).End(Outcome.Completed);
        }));

        var behind = new List<double>();
        foreach (var (own, remote) in readings)
        {
            var elsewhere = await remote;
            foreach (var (length, at) in await own)
                behind.Add(Stopwatch.GetElapsedTime(at, elsewhere.First(arrival => arrival.Length >= length).At).TotalMilliseconds);
        }

        behind.Sort();
        output.WriteLine($"100 streams, {behind.Count} pieces: a reader at another node is behind by p50 {behind[behind.Count / 2]:0.0} ms, p99 {behind[behind.Count * 99 / 100]:0.0} ms, most {behind[^1]:0.0} ms");
    }

    private static async Task<List<(int Length, long At)>> ArrivalsAsync(JournalNode node, string runId)
    {
        var (arrivals, length) = (new List<(int, long)>(), 0);
        await foreach (var piece in (await node.Journal.FindAsync(runId, Cancel))!.ReadText(Stage.Output, 0, Cancel))
            arrivals.Add((length += piece.Length, Stopwatch.GetTimestamp()));
        return arrivals;
    }

    private static async Task TellAsync(string name, IJournal journal, Func<string, Task[]> read)
    {
        await Task.WhenAll(Enumerable.Range(0, Runs).Select(async n =>
        {
            var run = (await journal.OpenAsync($"{name} {n}", 1, Cancel)).Begin(Stage.Output);
            var readers = read($"{name} {n}");
            for (var token = 0; token < Tokens; token++)
            {
                run.Write(Stage.Output, " tok");
                await Task.Delay(Pace, Cancel);
            }

            run.End(Stage.Output).End(Outcome.Completed);
            await Task.WhenAll(readers);
        }));
    }

    private static async Task<double[]> MeasureAsync(JournalNode node, Func<Task> act)
    {
        var (before, cpu) = (await FiguresAsync(node), Environment.CpuUsage.TotalTime);
        await act();
        await Task.Delay(100, Cancel);
        var mine = Environment.CpuUsage.TotalTime - cpu;
        var after = await FiguresAsync(node);
        return [.. after.Zip(before, (now, then) => (now - then) / (Runs * Tokens)), mine.TotalMicroseconds / (Runs * Tokens)];
    }

    private void Say(string what, double[] figures) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {figures[0]:0.00} | {figures[1]:0} | {figures[2]:0} | {figures[3]:0.0} | {figures[4]:0} |"));

    private static async Task<double[]> FiguresAsync(JournalNode node)
    {
        var lines = (await node.Redis.AskAsync(database => database.ExecuteAsync("INFO", "everything"))).ToString().Split('\n', StringSplitOptions.TrimEntries);
        double Number(string start) => lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) is { } line
            ? double.Parse(line[start.Length..].Split(',')[0], CultureInfo.InvariantCulture)
            : 0;
        return [Number("cmdstat_evalsha:calls="), Number("total_net_input_bytes:"), Number("total_net_output_bytes:"), 1e6 * (Number("used_cpu_user:") + Number("used_cpu_sys:"))];
    }

    private static async Task<long> KeptAsync(JournalNode node, string runId)
    {
        var kept = 0L;
        foreach (var key in (await node.KeysAsync()).Keys.Where(key => key.Contains($"{{{runId}}}", StringComparison.Ordinal)))
            kept += (long)await node.Redis.AskAsync(database => database.ExecuteAsync("MEMORY", "USAGE", key));
        return kept;
    }
}
