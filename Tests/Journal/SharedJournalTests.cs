using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Journal;

/// <summary>A run that works at one node and is read, taken over and ended at others.</summary>
public sealed class SharedJournalTests : IAsyncDisposable
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
        run.End(Stage.Interception, outcome, code, outcome == Outcome.Blocked ? TextCategory.Other : null).End(outcome, code);

        (await live).Code.Should().Be(code);
        (await waiting).Code.Should().Be(code);
        (await _there.ReadAsync("run", Stage.Interception)).Should().Be((left, code));
        (await _there.ReadAsync("run", Stage.Interception, 99)).Should().Be(("", code));
        (await _there.ReadAsync("run", Stage.Output)).Should().Be(("", Codes.StageNotReached));
        if (outcome == Outcome.Blocked) (await _here.KeysAsync()).Keys.Should().NotContain(key => key.EndsWith("text:Interception", StringComparison.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_paused_run_goes_on_at_any_node_and_is_read_at_every()
    {
        var first = await _here.Journal.OpenAsync("run", 1, Cancel);
        var watching = _here.WatchAsync("run");
        first.Begin(Stage.Interception, "one").End(Stage.Interception).Write(new RunPause());
        var reading = _here.ReadAsync("run", Stage.Output);
        (await _there.ReadAsync("run", Stage.Interception)).Text.Should().Be("one");

        var next = (await _there.Journal.TakeOverAsync("run", 2, Cancel))!;
        next.Write(new RunContinue(Revised: false));
        next.Begin(Stage.Output, "two").End(Stage.Output).End(Outcome.Completed);

        (await reading).Should().Be(("two", null));
        (await watching).Select(seen => seen.Seq).Should().Equal(1, 2, 3, 4, 5, 6, 7);
        first.Invoking(zombie => zombie.Write(new RunPause())).Should().Throw<InvalidOperationException>();
        (await _there.Journal.TakeOverAsync("another", 2, Cancel)).Should().BeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_two_who_take_a_run_over_on_the_strength_of_one_record_the_last_has_it_and_none_once_it_was_changed()
    {
        var run = (SharedRunWriter)await _here.Journal.OpenAsync("run", 1, Cancel);
        await run.TryCommitAsync(new RunPause(), new RunRecordChange("", "first", "{}"));

        var one = (SharedRunWriter)(await _here.Journal.TakeOverAsync("run", 2, "first", Cancel))!;
        var two = (SharedRunWriter)(await _there.Journal.TakeOverAsync("run", 2, "first", Cancel))!;

        two.Fence.Should().BeGreaterThan(one.Fence);
        (await one.TryCommitAsync(new RunContinue(Revised: true), new RunRecordChange("first", "one", "{1}"))).Should().BeFalse();
        (await two.TryCommitAsync(new RunContinue(Revised: true), new RunRecordChange("first", "two", "{2}"))).Should().BeTrue();
        (await _here.Journal.TakeOverAsync("run", 9, "first", Cancel)).Should().BeNull();
        two.Begin(Stage.Output, "on").End(Stage.Output).End(Outcome.Completed);
        (await _here.ReadAsync("run", Stage.Output)).Should().Be(("on", null));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_is_left_belongs_to_nobody_and_whoever_takes_it_over_knows_how_far_it_has_come()
    {
        var run = await _here.Journal.OpenAsync("run", 1, Cancel);
        run.Begin(Stage.PreInterception, "one").End(Stage.PreInterception).Begin(Stage.Interception);
        var heard = new TaskCompletionSource();
        using var listening = _there.Redis.Nudges.Listen(RunScripts.ReleaseTopic, () => heard.TrySetResult());

        await run.ReleaseAsync();

        await heard.Task;
        (await new RunScripts(_there.Redis).OwnerAsync("run")).Should().BeEmpty();
        var next = (await _there.Journal.TakeOverAsync("run", 2, Cancel))!;
        next.Written.Should().Match<WrittenStages>(written => written.Ended == 1 && written.Open == Stage.Interception && written.Chars == 0);
        next.Write(Stage.Interception, "two");
        next.Written.Chars.Should().Be(3);
        next.End(Stage.Interception).End(Outcome.Completed);
        (await _here.ReadAsync("run", Stage.Interception)).Should().Be(("two", null));
    }

    [Fact(Timeout = 30_000)]
    public async Task Whoever_was_overtaken_says_nothing_more_and_its_readers_hear_the_other()
    {
        var zombie = await _here.Journal.OpenAsync("run", 1, Cancel);
        var heard = new TaskCompletionSource();
        zombie.Heard += () => heard.TrySetResult();
        zombie.Begin(Stage.Output, "one ");
        var (reading, watching) = (_here.ReadAsync("run", Stage.Output), _here.WatchAsync("run"));
        await ThereAsync("run", Stage.Output, "one ");

        await EndAsync("run", 2);
        var tail = 0;
        while (!zombie.IsOvertaken && tail++ < 1_000) await WriteOrRestAsync(zombie);

        await heard.Task;
        zombie.Invoking(one => one.Write(Stage.Output, "more")).Should().Throw<InvalidOperationException>();
        (await reading).Code.Should().Be(Codes.ProviderInterrupted);
        (await watching)[^1].Should().BeOfType<RunEnd>();
        (await _there.ReadAsync("run", Stage.Output)).Should().Be(("one ", Codes.ProviderInterrupted));
        (await _here.ReadAsync("run", Stage.Output)).Should().Be(("one ", Codes.ProviderInterrupted));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_that_stood_still_shows_nothing_before_it_knows_that_it_still_counts(bool isOvertaken)
    {
        var time = new JumpingTime();
        await using var frozen = new JournalNode(SharedRedis.Connect(_here.Redis.Prefix), time);
        var run = (await frozen.Journal.OpenAsync("run", 1, Cancel)).Begin(Stage.Output, "one ");
        var reading = frozen.ReadAsync("run", Stage.Output);
        await ThereAsync("run", Stage.Output, "one ");

        if (isOvertaken) await EndAsync("run", 2);
        time.Jump(TimeSpan.FromSeconds(20));
        Write(run, "two");
        Write(run, " three");
        if (!isOvertaken) await ThereAsync("run", Stage.Output, "one two three");
        if (!isOvertaken) run.End(Stage.Output).End(Outcome.Completed);

        (await reading).Should().Be(isOvertaken ? ("one ", Codes.ProviderInterrupted) : ("one two three", null));
        run.IsOvertaken.Should().Be(isOvertaken);
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
