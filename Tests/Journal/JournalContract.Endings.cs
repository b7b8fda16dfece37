using Interception.Server.Contracts;

namespace Interception.Tests.Journal;

public abstract partial class JournalContract
{
    [Theory]
    [InlineData(Outcome.Stopped, Codes.Stopped)]
    [InlineData(Outcome.Truncated, Codes.Truncated)]
    [InlineData(Outcome.Failed, Codes.ProviderInterrupted)]
    public async Task A_stage_that_ended_badly_gives_its_text_and_then_its_ending(Outcome outcome, string code)
    {
        Run.Begin(Stage.Output, "12", "🦊").End(Stage.Output, outcome, code);

        var (text, ending) = await Run.ReadToEnding(Stage.Output, 1, Soon);

        text.Should().Be("2🦊");
        ending.Code.Should().Be(code);
        ending.Stage.Should().Be(Stage.Output);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    [InlineData(99)]
    [InlineData(-1)]
    public async Task The_ending_is_decided_before_the_offset_is_looked_at(int offset)
    {
        Run.Begin(Stage.Output, "12🦊").End(Stage.Output, Outcome.Stopped, Codes.Stopped)
            .End(Outcome.Stopped, Codes.Stopped);

        var (text, ending) = await Run.ReadToEnding(Stage.Output, offset, Soon);

        text.Should().BeEmpty();
        ending.Code.Should().Be(Codes.Stopped);
    }

    [Fact]
    public async Task A_live_reader_gets_the_rest_of_the_text_and_then_the_ending()
    {
        Run.Begin(Stage.Output, "one ");
        var reading = Run.ReadToEnding(Stage.Output, 0, Soon);

        Run.Write(Stage.Output, "two");
        Run.End(Stage.Output, Outcome.Failed, Codes.Timeout);

        var (text, ending) = await reading;
        text.Should().Be("one two");
        ending.Code.Should().Be(Codes.Timeout);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(99)]
    [InlineData(-1)]
    public async Task A_retracted_text_is_given_to_nobody(int offset)
    {
        Run.Begin(Stage.Output, "1", "234").End(Stage.Output, Outcome.Blocked, Codes.Blocked, TextCategory.Violence);

        var (text, ending) = await Run.ReadToEnding(Stage.Output, offset, Soon);

        text.Should().BeEmpty();
        (ending.Code, ending.Stage, ending.Category).Should().Be((Codes.Blocked, Stage.Output, TextCategory.Violence));
    }

    [Fact]
    public async Task A_text_that_is_retracted_in_the_middle_stops_for_its_readers()
    {
        Run.Begin(Stage.Output, "one ");
        var atTheEnd = Run.ReadToEnding(Stage.Output, 4, Soon);
        var betweenFrames = Run.ReadToEnding(Stage.Output, 0, Soon);
        await using var slow = Reader(Stage.Output);
        await slow.MoveNextAsync();

        Run.End(Stage.Output, Outcome.Blocked, Codes.Blocked, TextCategory.Other);

        (await atTheEnd).Text.Should().BeEmpty();
        (await betweenFrames).Text.Should().Be("one ");
        (await slow.MoveNextAsync().AsTask().ShouldEnd()).Code.Should().Be(Codes.Blocked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(-1)]
    public async Task Whoever_comes_after_the_end_does_not_reach_the_stages_that_the_run_did_not(int offset)
    {
        Run.Begin(Stage.PreInterception).End(Stage.PreInterception, Outcome.Blocked, Codes.Blocked, TextCategory.Sexual)
            .End(Outcome.Blocked, Codes.Blocked);

        var (_, ending) = await Run.ReadToEnding(Stage.Interception, offset, Soon);

        (ending.Code, ending.Stage, ending.Category).Should().Be((Codes.StageNotReached, null, null));
    }

    [Fact]
    public async Task Whoever_waits_for_a_stage_that_is_not_reached_gets_the_ending_of_the_run()
    {
        var waiting = Run.ReadToEnding(Stage.Output, 0, Soon);

        Run.Begin(Stage.PreInterception).End(Stage.PreInterception)
            .Begin(Stage.Interception).End(Stage.Interception, Outcome.Blocked, Codes.Blocked, TextCategory.SelfHarm)
            .End(Outcome.Blocked, Codes.Blocked);

        var (_, ending) = await waiting;
        (ending.Code, ending.Stage, ending.Category).Should()
            .Be((Codes.Blocked, Stage.Interception, TextCategory.SelfHarm));
    }

    [Fact]
    public async Task A_run_that_ends_in_the_line_ends_in_no_stage()
    {
        var waiting = Run.ReadToEnding(Stage.PreInterception, 0, Soon);

        Run.End(Outcome.Failed, Codes.Busy);

        var (_, ending) = await waiting;
        (ending.Code, ending.Stage).Should().Be((Codes.Busy, null));
    }

    [Fact]
    public async Task Whoever_waits_for_a_stage_that_a_completed_run_does_not_have_does_not_reach_it()
    {
        var waiting = Run.ReadToEnding(Stage.Output, 0, Soon);

        Run.Begin(Stage.Interception, "whole").End(Stage.Interception).End(Outcome.Completed);

        (await waiting).Ending.Code.Should().Be(Codes.StageNotReached);
    }

    [Fact]
    public async Task A_truncated_text_has_its_ending_although_the_run_goes_on()
    {
        Run.Begin(Stage.Interception, "half").End(Stage.Interception, Outcome.Truncated, Codes.Truncated);
        Run.Write(new RunPause());
        var waiting = Run.ReadToEnding(Stage.Output, 0, Soon);

        var (text, ending) = await Run.ReadToEnding(Stage.Interception, 0, Soon);
        (text, ending.Code).Should().Be(("half", Codes.Truncated));

        Run.End(Outcome.Stopped, Codes.Stopped);
        (await waiting).Ending.Should().BeEquivalentTo(
            new { Code = Codes.Stopped, Stage = (Stage?)null }, "it was stopped in the pause, not in a stage");
    }

    [Fact]
    public async Task Whoever_waits_on_a_run_that_is_forgotten_hears_that_there_is_none()
    {
        Run.Begin(Stage.Interception, "one");
        await using var betweenFrames = Reader(Stage.Interception);
        await betweenFrames.MoveNextAsync();
        Run.Write(Stage.Interception, "two");
        Task[] waiting =
        [
            betweenFrames.MoveNextAsync().AsTask(),
            Run.ReadAll(Stage.Interception, 6, Soon),
            Run.ReadAll(Stage.Output, 0, Soon),
            Run.ReadEvents(1, Soon).ToListAsync(Soon).AsTask(),
        ];

        await Journal.ForgetAsync("run", Soon);

        foreach (var reading in waiting)
        {
            (await reading.ShouldEnd()).Code.Should().Be(Codes.RunNotFound);
        }
    }

    [Fact]
    public void Nothing_is_written_into_a_stage_that_is_not_open()
    {
        Action write = () => Run.Write(Stage.Output, "late");

        write.Should().Throw<InvalidOperationException>("it has not begun");
        Run.Begin(Stage.Output).End(Stage.Output);
        write.Should().Throw<InvalidOperationException>("it has ended");
    }

    [Fact]
    public void Nothing_is_written_after_the_end()
    {
        Run.End(Outcome.Completed);

        Run.Invoking(run => run.Write(new RunPause())).Should().Throw<InvalidOperationException>();
        Run.Invoking(run => run.Begin(Stage.Output)).Should().Throw<InvalidOperationException>();
    }
}
