using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Tests.Support;

namespace Interception.Tests.Journal;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Events_are_numbered_from_one_and_carry_their_time()
    {
        Run.Write(new RunPause());
        Time.Advance(Millisecond);
        Run.Write(new RunContinue(Revised: true));
        Run.End(Outcome.Completed);

        var start = DateTimeOffset.UnixEpoch.AddDays(20_000).ToUnixTimeMilliseconds();
        (await Run.ReadEvents(0, Soon).ToListAsync(Soon)).Should().Equal(
            new RunPause { Seq = 1, At = start },
            new RunContinue(Revised: true) { Seq = 2, At = start + 1 },
            new RunEnd(Outcome.Completed, Code: null) { Seq = 3, At = start + 1 });
    }

    [Theory]
    [InlineData(-1, "1 2 3 4")]
    [InlineData(0, "1 2 3 4")]
    [InlineData(1, "2 3 4")]
    [InlineData(3, "4")]
    [InlineData(4, "")]
    public async Task Events_are_read_from_every_number(long after, string expected)
    {
        Run.Begin(Stage.Output);
        var live = Run.ReadEvents(after, Soon).Select(happened => happened.Seq).ToListAsync(Soon);
        Run.End(Stage.Output).Write(new RunPause());
        Run.End(Outcome.Completed);
        var late = Run.ReadEvents(after, Soon).Select(happened => happened.Seq).ToListAsync(Soon);

        string.Join(' ', await live).Should().Be(expected);
        string.Join(' ', await late).Should().Be(expected);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(long.MaxValue)]
    public async Task Reading_past_the_end_of_a_finished_run_ends_at_once(long after)
    {
        Run.End(Outcome.Completed);

        (await Run.ReadEvents(after, Soon).ToListAsync(Soon)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reader_past_the_last_event_waits_and_ends_with_the_run()
    {
        var reading = Run.ReadEvents(99, Soon).ToListAsync(Soon);

        Run.Write(new RunPause());
        reading.IsCompleted.Should().BeFalse();
        Run.End(Outcome.Completed);

        (await reading).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reader_before_the_first_event_waits_for_it()
    {
        await using var reader = Run.ReadEvents(0, Soon).GetAsyncEnumerator(Soon);
        var first = reader.MoveNextAsync();
        first.IsCompleted.Should().BeFalse();

        Run.Write(new RunPause());

        await first;
        reader.Current.Should().BeOfType<RunPause>();
    }

    [Fact]
    public async Task A_reader_of_events_who_leaves_takes_nobody_along()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var leaver = Run.ReadEvents(0, leaving.Token).ToListAsync(Soon).AsTask();
        var stayer = Run.ReadEvents(0, Soon).ToListAsync(Soon);

        await leaving.CancelAsync();

        await leaver.Awaiting(reading => reading).Should().ThrowAsync<OperationCanceledException>();
        Run.End(Outcome.Completed);
        (await stayer).Should().ContainSingle();
    }

    [Fact]
    public async Task A_nearly_full_journal_has_room_for_every_ending()
    {
        for (var change = 0; change < 3_000; change++)
        {
            Run.Write(new Queued(change, EtaSeconds: null));
            Run.Write(new StageStatusChange(Stage.Output, StageStatus.Writing));
        }

        foreach (var stage in ContractStages.All)
        {
            Run.Begin(stage).End(stage);
        }

        Run.End(Outcome.Completed);

        var events = await Run.ReadEvents(0, Soon).ToListAsync(Soon);
        events.Should().HaveCountLessThan(JournalLimits.Events);
        events.Select(happened => happened.Seq).Should().Equal(Enumerable.Range(1, events.Count).Select(n => (long)n));
        events.TakeLast(9).OfType<StageEnd>().Should().HaveCount(4);
        events[^1].Should().BeOfType<RunEnd>();
    }

    [Fact]
    public async Task A_full_journal_takes_no_more_text_and_keeps_what_it_has()
    {
        Run.Begin(Stage.Interception, new string('a', JournalLimits.Chars - 1)).End(Stage.Interception);
        Run.Begin(Stage.Output, "b");

        Run.Invoking(run => run.Write(Stage.Output, "c")).Should().Throw<InvalidOperationException>();

        Run.End(Stage.Output, Outcome.Failed, Codes.Internal);
        (await Run.ReadToEnding(Stage.Output, 0, Soon)).Text.Should().Be("b");
    }
}
