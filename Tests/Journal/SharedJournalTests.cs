using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Journal;

/// <summary>A run that works at one node and is read, taken over and ended at others.</summary>
public sealed partial class SharedJournalTests : IAsyncDisposable
{
    private readonly JournalNode _here = new(SharedRedis.Connect());
    private readonly JournalNode _there;

    public SharedJournalTests() => _there = new(SharedRedis.Connect(_here.Redis.Prefix));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task What_one_node_writes_another_reads_from_any_offset_live_and_late()
    {
        var run = await _here.Journal.OpenAsync("run", 1, Cancel);
        var readers = new List<(int Offset, Task<(string, string?)> Text)> { (0, _there.ReadAsync("run", Stage.Output)) };
        var (random, tale) = (new Random(7), "");
        run.Begin(Stage.Output);
        for (var n = 0; n < 150; n++)
        {
            var piece = $" {n}🦊{new string('x', n % 5)}";
            run.Write(Stage.Output, piece);
            tale += piece;
            if (n % 5 != 0) continue;
            // What the writer's own readers have seen already may still be on its way to the other node.
            readers.Add((tale.Length, _there.ReadAsync("run", Stage.Output, tale.Length)));
            await Task.Delay(random.Next(40), Cancel);
        }

        var whole = _there.WatchAsync("run");
        run.End(Stage.Output).End(Outcome.Completed);
        for (var n = 0; n < 50; n++)
        {
            var offset = random.Next(tale.Length);
            offset -= char.IsLowSurrogate(tale[offset]) ? 1 : 0;
            readers.Add((offset, EndedThenReadAsync(whole, offset)));
        }

        foreach (var (offset, text) in readers) (await text).Should().Be((tale[offset..], null));
        (await whole).Select(seen => seen.Seq).Should().Equal(1, 2, 3);
        (await whole).Should().BeEquivalentTo(await _here.WatchAsync("run"), options => options.RespectingRuntimeTypes().WithStrictOrdering());
    }

    [Theory(Timeout = 30_000)]
    [InlineData(Outcome.Stopped, Codes.Stopped, "half")]
    [InlineData(Outcome.Truncated, Codes.Truncated, "half")]
    [InlineData(Outcome.Blocked, Codes.Blocked, "")]
    [InlineData(Outcome.Failed, Codes.ProviderInterrupted, "half")]
    public async Task An_ending_is_the_same_everywhere_for_those_who_are_there_and_those_who_come_late(Outcome outcome, string code, string left)
    {
        var run = await _here.Journal.OpenAsync("run", 1, Cancel);
        var waiting = _there.ReadAsync("run", Stage.Output);
        var live = _there.ReadAsync("run", Stage.Interception);
        run.Begin(Stage.Interception, "half");
        // By then both of them are there.
        (await (await _there.FindAsync("run")).ReadText(Stage.Interception, 0, Cancel).FirstAsync(Cancel)).Should().Be("half");
        run.End(Stage.Interception, outcome, code, outcome == Outcome.Blocked ? TextCategory.Other : null).End(outcome, code);

        (await live).Code.Should().Be(code);
        (await waiting).Code.Should().Be(code);
        (await _there.ReadAsync("run", Stage.Interception)).Should().Be((left, code));
        (await _there.ReadAsync("run", Stage.Interception, 99)).Should().Be(("", code));
        (await _there.ReadAsync("run", Stage.Output)).Should().Be(("", Codes.StageNotReached));
        if (outcome == Outcome.Blocked) (await _here.KeysAsync()).Keys.Should().NotContain(key => key.EndsWith("text:Interception", StringComparison.Ordinal));
    }

    [Theory(Timeout = 30_000), InlineData(RunWish.Stop), InlineData(RunWish.Hold)]
    public async Task What_is_wanted_is_heard_by_a_writer_that_is_silent(RunWish wish)
    {
        var run = await _here.Journal.OpenAsync("run", 1, Cancel);
        var heard = new TaskCompletionSource();
        run.Heard += () => heard.TrySetResult();

        await _there.Journal.WantAsync("run", wish, Cancel);

        await heard.Task;
        run.Wanted.Should().Be(wish);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_record_and_what_is_said_of_it_are_written_both_or_neither_and_once()
    {
        var run = (SharedRunWriter)(await _here.Journal.OpenAsync("run", 1, Cancel)).Begin(Stage.Interception, "one").End(Stage.Interception);
        var change = new RunRecordChange("", "first", "{}");

        (await run.TryCommitAsync(new RunPause(), change)).Should().BeTrue();
        (await run.TryCommitAsync(new RunPause(), new RunRecordChange("", "second", "{1}"))).Should().BeFalse("somebody else was first");

        var next = (SharedRunWriter)(await _there.Journal.TakeOverAsync("run", 2, Cancel))!;
        (await next.TryCommitAsync(new RunContinue(Revised: true), new RunRecordChange("first", "third", "{2}"))).Should().BeTrue();
        next.End(Outcome.Completed);
        (await _here.WatchAsync("run")).Select(seen => seen.GetType().Name).Should().Equal("StageStart", "StageEnd", "RunPause", "RunContinue", "RunEnd");
        ((string?)await _here.Redis.AskAsync(database => database.StringGetAsync(new RunScripts(_here.Redis).RecordOf("run")))).Should().Be("{2}");
    }

    [Fact(Timeout = 30_000)]
    public async Task No_key_stays_for_ever_and_none_is_left_of_a_run_that_is_forgotten()
    {
        var run = (SharedRunWriter)(await _here.Journal.OpenAsync("run", 1, Cancel)).Begin(Stage.Interception, "one");
        await ThereAsync("run", Stage.Interception, "one");
        (await RunKeysAsync()).Should().HaveCount(3).And.OnlyContain(left => left > TimeSpan.FromMinutes(10) && left <= TimeSpan.FromMinutes(11));

        run.End(Stage.Interception);
        await run.TryCommitAsync(new RunPause(), new RunRecordChange("", "first", "{}"));
        (await RunKeysAsync()).Should().HaveCount(4).And.OnlyContain(left => left > TimeSpan.FromMinutes(40) && left <= TimeSpan.FromMinutes(41));

        var next = (await _there.Journal.TakeOverAsync("run", 2, Cancel))!;
        next.Begin(Stage.Output, "two").End(Stage.Output).End(Outcome.Completed);
        (await _there.WatchAsync("run"))[^1].Should().BeOfType<RunEnd>();
        (await _here.ReadAsync("run", Stage.Output)).Text.Should().Be("two");
        (await RunKeysAsync()).Should().HaveCount(5).And.OnlyContain(left => left > TimeSpan.FromMinutes(9) && left <= TimeSpan.FromMinutes(10));

        await _here.Journal.ForgetAsync("run", Cancel);
        (await RunKeysAsync()).Should().BeEmpty();
        (await _there.Journal.FindAsync("run", Cancel)).Should().BeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task Whoever_waits_at_another_node_on_a_run_that_is_forgotten_hears_that_there_is_none()
    {
        (await _here.Journal.OpenAsync("run", 1, Cancel)).Begin(Stage.Output, "one");
        var waiting = _there.ReadAsync("run", Stage.Output);
        await ThereAsync("run", Stage.Output, "one");

        await _here.Journal.ForgetAsync("run", Cancel);

        (await waiting).Code.Should().Be(Codes.RunNotFound);
    }

    [Fact(Timeout = 30_000)]
    public async Task Nobody_is_woken_for_a_run_that_is_read_only_where_it_works()
    {
        var (run, heard) = ((await _here.Journal.OpenAsync("run", 1, Cancel)).Begin(Stage.Output), 0);
        using var listening = _there.Redis.Nudges.Listen("run", () => Interlocked.Increment(ref heard));
        var own = _here.ReadAsync("run", Stage.Output);
        run.Write(Stage.Output, "one ");
        await ThereAsync("run", Stage.Output, "one ");
        Volatile.Read(ref heard).Should().Be(0);

        var remote = _there.ReadAsync("run", Stage.Output);
        while (Volatile.Read(ref heard) == 0)
        {
            run.Write(Stage.Output, "x");
            await Task.Delay(10, Cancel);
        }

        run.End(Stage.Output).End(Outcome.Completed);
        (await remote).Should().Be(await own);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_node_that_goes_says_all_that_it_has_to_say()
    {
        var leaving = new JournalNode(SharedRedis.Connect(_here.Redis.Prefix));
        (await leaving.Journal.OpenAsync("run", 1, Cancel)).Begin(Stage.Output, "one").End(Stage.Output).End(Outcome.Completed);

        await leaving.DisposeAsync();

        (await _there.ReadAsync("run", Stage.Output)).Should().Be(("one", null));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_later_version_has_written_is_left_alone()
    {
        var run = (await _here.Journal.OpenAsync("run", 1, Cancel)).Begin(Stage.Output, "one");
        await ThereAsync("run", Stage.Output, "one");
        await _here.Redis.AskAsync(database => database.HashSetAsync(_here.Redis.Key("run", "meta"), "v", 2));

        while (!run.IsOvertaken) await WriteOrRestAsync(run);

        (await FluentActions.Awaiting(() => _there.Journal.FindAsync("run", Cancel).AsTask()).Should().ThrowAsync<EndingException>()).Which.Code.Should().Be(Codes.Busy);
        ((byte[]?)await _here.Redis.AskAsync(database => database.StringGetAsync(_here.Redis.Key("run", "text:Output")))).Should().HaveCount(6);
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    private async Task<IEnumerable<TimeSpan?>> RunKeysAsync() =>
        (await _here.KeysAsync()).Where(key => key.Key.Contains("{run}", StringComparison.Ordinal)).Select(key => key.Value);

    private async Task<(string, string?)> EndedThenReadAsync(Task ended, int offset)
    {
        await ended;
        return await _there.ReadAsync("run", Stage.Output, offset);
    }

    /// <summary>Ends a run whose node is dead, as any node may.</summary>
    private async Task EndAsync(string runId, long fence)
    {
        var end = new StageEnd(Stage.Output, Outcome.Failed, Codes.ProviderInterrupted, null, 4, 1, null, null, 0) { Seq = 2, At = 1 };
        (await _there.Journal.AppendAsync(runId, new(fence, end, new RunEnd(Outcome.Failed, Codes.ProviderInterrupted) { Seq = 3, At = 1 }), Cancel))
            .Result.Should().Be(AppendResult.Ok);
    }

    /// <summary>Waits until Redis has a text.</summary>
    private async Task ThereAsync(string runId, Stage stage, string text)
    {
        while (await _here.Redis.AskAsync(database => database.StringLengthAsync(_here.Redis.Key(runId, $"text:{stage}"))) < 2 * text.Length)
            await Task.Delay(5, Cancel);
    }

    private static void Write(IRunJournal run, string piece)
    {
        try
        {
            run.Write(Stage.Output, piece);
        }
        catch (InvalidOperationException)
        {
            // It has learned in this moment that it was overtaken.
        }
    }

    private static async Task WriteOrRestAsync(IRunJournal run)
    {
        Write(run, "z");
        await Task.Delay(5, Cancel);
    }
}
