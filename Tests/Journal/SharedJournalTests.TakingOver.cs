using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Journal;

/// <summary>A run that goes from one writer to the next.</summary>
public sealed partial class SharedJournalTests
{
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
}
