using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Tests.Redis.Nodes;
using Interception.Tests.Support;
using Interception.Tests.Support.Chaos;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Journal;

/// <summary>A Redis that is cut off, stands still, dies and comes back empty: nothing is lost, nothing is doubled.</summary>
public sealed class RedisTroubleTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task An_answer_that_is_lost_after_the_write_is_asked_for_again_and_nothing_is_doubled()
    {
        await using var server = await RedisServer.StartAsync();
        var (losing, lost) = (0, 0);
        await using var proxy = new ChaosProxy(new Uri($"http://127.0.0.1:{server.Port}"), sent =>
        {
            if (sent.Span.IndexOf("EVALSHA"u8) >= 0 && Interlocked.Exchange(ref losing, 0) == 1) return new Fault(++lost, FaultKind.Reset, 0);
            return null;
        });
        await using var here = new JournalNode(server.Connect(port: proxy.Address.Port));
        await using var there = new JournalNode(server.Connect(here.Redis.Prefix));
        var run = await OpenAsync(here);
        var (reading, watching) = (there.ReadAsync("run", Stage.Output), there.WatchAsync("run"));

        var tale = await TellAsync(run, 120, n => { if (n is 20 or 100) losing = 1; });

        (await reading).Should().Be((tale, null));
        (await watching).Select(seen => seen.Seq).Should().Equal(1, 2, 3);
        lost.Should().BePositive();
    }

    [Fact(Timeout = 60_000)]
    public async Task Connections_that_are_cut_again_and_again_lose_nothing()
    {
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new ChaosProxy(new Uri($"http://127.0.0.1:{server.Port}"));
        await using var here = new JournalNode(server.Connect(port: proxy.Address.Port));
        await using var there = new JournalNode(server.Connect(here.Redis.Prefix, proxy.Address.Port));
        var run = await OpenAsync(here);
        var (own, reading) = (here.ReadAsync("run", Stage.Output), there.ReadAsync("run", Stage.Output));

        var tale = await TellAsync(run, 120, n => { if (n % 50 == 10) proxy.CutAll(); });

        (await own).Should().Be((tale, null));
        (await reading).Should().Be((tale, null));
    }

    [Fact(Timeout = 60_000)]
    public Task A_Redis_that_stands_still_holds_up_nobody_at_the_writing_node_and_has_everything_afterwards() =>
        AwayAsync(TimeSpan.FromSeconds(1.5), async (server, pause) =>
        {
            server.Signal("STOP");
            await Task.Delay(pause, Cancel);
            server.Signal("CONT");
        });

    [Fact(Timeout = 60_000)]
    public Task A_Redis_that_dies_and_comes_back_empty_is_told_everything_anew() =>
        AwayAsync(TimeSpan.FromSeconds(1.5), (server, pause) => server.RestartAsync(pause));

    [Fact(Explicit = true, Timeout = 180_000)]
    public Task A_Redis_that_stands_still_for_half_a_minute() => AwayAsync(TimeSpan.FromSeconds(30), async (server, pause) =>
    {
        server.Signal("STOP");
        await Task.Delay(pause, Cancel);
        server.Signal("CONT");
    });

    [Fact(Explicit = true, Timeout = 180_000)]
    public Task A_Redis_that_is_dead_for_half_a_minute() => AwayAsync(TimeSpan.FromSeconds(30), (server, pause) => server.RestartAsync(pause));

    [Fact(Timeout = 60_000)]
    public async Task A_Redis_that_is_emptied_learns_of_runs_at_work_and_of_no_other()
    {
        await using var server = await RedisServer.StartAsync();
        await using var here = new JournalNode(server.Connect());
        await using var there = new JournalNode(server.Connect(here.Redis.Prefix));
        var paused = await OpenAsync(here, "paused");
        paused.Begin(Stage.Interception, "one").End(Stage.Interception).Write(new RunPause());
        (await there.ReadAsync("paused", Stage.Interception)).Text.Should().Be("one");
        var waiting = there.WatchAsync("paused");
        var run = await OpenAsync(here);
        var scripts = new RunScripts(there.Redis);
        await scripts.PushAsync("run", new(1, "add", TimeSpan.FromMinutes(1), [], new("", "first", "a record")));
        var reading = there.ReadAsync("run", Stage.Output);

        var tale = await TellAsync(run, 60, n =>
        {
            if (n == 30) here.Redis.Database.Execute("FLUSHALL");
        });

        (await reading).Should().Be((tale, null));
        (await there.ReadAsync("run", Stage.Output)).Should().Be((tale, null));
        (await scripts.ReadRecordAsync("run")).Should().Be("a record");
        (await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<EndingException>()).Which.Code.Should().Be(Codes.RunNotFound);
        await GoneAsync(here, "paused");
        await GoneAsync(there, "paused");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_of_a_node_that_comes_back_late_to_a_Redis_that_was_emptied_goes_on_for_readers_who_wait_for_it()
    {
        await using var server = await RedisServer.StartAsync();
        using var cable = new Cable(new($"http://127.0.0.1:{server.Port}"));
        var nodes = new PlayedNodes(NodeIdentity.Begin("there"));
        var status = new NodeStatus();
        status.Beaten(new([new(nodes.Here, ""), new(NodeIdentity.Begin("here"), "")], IsCertain: true));
        nodes.Answer = new([new(nodes.Here, "")], IsCertain: false);
        await using var here = new JournalNode(server.Connect(port: cable.Address.Port));
        await using var there = new JournalNode(server.Connect(here.Redis.Prefix), silent: new(nodes, status));
        var run = await OpenAsync(here);
        run.Begin(Stage.Output, "begun");
        var reading = there.ReadAsync("run", Stage.Output);
        await there.PiecesAsync("run", Stage.Output).FirstAsync(Cancel);

        cable.Cut();
        there.Redis.Database.Execute("FLUSHALL");
        await Task.Delay(RedisMark.Catching + TimeSpan.FromSeconds(0.7), Cancel);
        reading.IsCompleted.Should().BeFalse();
        (await ServerRuns.EndingOfAsync(() => there.Journal.FindAsync("unknown", Cancel).AsTask())).Code.Should().Be(Codes.Busy, "it may still come back");
        cable.Mend();
        run.Write(Stage.Output, ", and whole");
        run.End(Stage.Output).End(Outcome.Completed);

        (await reading).Should().Be(("begun, and whole", null));
    }

    /// <summary>Redis is away while a run is told: its own readers notice nothing, the others have it afterwards.</summary>
    private async Task AwayAsync(TimeSpan pause, Func<RedisServer, TimeSpan, Task> trouble)
    {
        await using var server = await RedisServer.StartAsync();
        await using var here = new JournalNode(server.Connect());
        await using var there = new JournalNode(server.Connect(here.Redis.Prefix));
        var run = await OpenAsync(here);
        var (reading, watching) = (there.ReadAsync("run", Stage.Output), there.WatchAsync("run"));
        run.Begin(Stage.Output, "begun");
        await Task.Delay(100, Cancel);
        var own = here.ReadAsync("run", Stage.Output);

        var away = trouble(server, pause);
        var began = TimeProvider.System.GetTimestamp();
        var tale = "begun" + await TellAsync(run, 40, begins: false);
        var told = TimeProvider.System.GetElapsedTime(began);
        (await own).Should().Be((tale, null));
        away.IsCompleted.Should().BeFalse("its own readers had the whole text while Redis was away");
        await away;

        (await reading).Should().Be((tale, null));
        (await watching).Select(seen => seen.Seq).Should().Equal(1, 2, 3);
        (await there.ReadAsync("run", Stage.Output)).Should().Be((tale, null));
        output.WriteLine($"Away for {pause.TotalSeconds:0.0} s: told and read at its node in {told.TotalSeconds:0.00} s, at the other {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.00} s after it went");
    }

    private static async Task<IRunJournal> OpenAsync(JournalNode node, string runId = "run")
    {
        while (true)
        {
            try
            {
                return await node.Journal.OpenAsync(runId, 1, Cancel);
            }
            catch (EndingException)
            {
                await Task.Delay(20, Cancel);
            }
        }
    }

    private static async Task<string> TellAsync(IRunJournal run, int pieces, Action<int>? happening = null, bool begins = true)
    {
        var tale = "";
        if (begins) run.Begin(Stage.Output);
        for (var n = 0; n < pieces; n++)
        {
            happening?.Invoke(n);
            var piece = $" {n}🦊";
            run.Write(Stage.Output, piece);
            tale += piece;
            await Task.Delay(8, Cancel);
        }
        run.End(Stage.Output).End(Outcome.Completed);
        return tale;
    }

    /// <summary>Just after it was emptied it may still be on its way: a node says so, and then that there is none.</summary>
    private static async Task GoneAsync(JournalNode node, string runId)
    {
        while (true)
        {
            try
            {
                if (await node.Journal.FindAsync(runId, Cancel) is null) return;
            }
            catch (EndingException busy)
            {
                busy.Code.Should().Be(Codes.Busy);
            }

            await Task.Delay(100, Cancel);
        }
    }
}
