using Interception.Server.Contracts;

namespace Interception.Tests.Journal;

public abstract partial class JournalContract
{
    private static readonly string[] Tale = ["Ein 🦊", " tanzt", " mit 👩‍🚀", "🌍.", " E", "nde 🎈"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_is_read_from_every_offset_but_inside_a_character(bool hasEnded)
    {
        var tale = string.Concat(Tale);
        Run.Begin(Stage.Interception, Tale);
        if (hasEnded)
        {
            Run.End(Stage.Interception);
        }

        for (var offset = 0; offset < tale.Length; offset++)
        {
            var read = async () => await Run.ReadText(Stage.Interception, offset, Soon).FirstAsync(Soon);
            if (char.IsLowSurrogate(tale[offset]))
            {
                (await read().ShouldEnd()).Code.Should().Be(Codes.OffsetOutOfRange);
            }
            else
            {
                (await read()).Should().Be(tale[offset..]);
            }
        }
    }

    [Fact]
    public async Task Reading_at_the_end_of_a_finished_text_ends_at_once()
    {
        Run.Begin(Stage.Output, "1234").End(Stage.Output);

        (await Run.ReadAll(Stage.Output, 4, Soon)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_text_without_a_piece_can_be_read()
    {
        Run.Begin(Stage.Output, "").End(Stage.Output);

        (await Run.ReadText(Stage.Output, 0, Soon).ToListAsync(Soon)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_text_can_still_be_read_when_the_run_has_ended()
    {
        Run.Begin(Stage.Output, "12", "34").End(Stage.Output).End(Outcome.Completed);

        (await Run.ReadAll(Stage.Output, 1, Soon)).Should().Be("234");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public async Task No_text_is_read_from_outside_it(int offset)
    {
        Run.Begin(Stage.PreOutput, "1234").Begin(Stage.Output, "1234").End(Stage.Output);

        (await Run.ReadToEnding(Stage.PreOutput, offset, Soon)).Ending.Code.Should().Be(Codes.OffsetOutOfRange);
        (await Run.ReadToEnding(Stage.Output, offset, Soon)).Ending.Code.Should().Be(Codes.OffsetOutOfRange);
    }

    [Fact]
    public async Task A_reader_does_not_wait_with_an_offset_that_no_text_has()
    {
        (await Run.ReadToEnding(Stage.Output, -1, Soon)).Ending.Code.Should().Be(Codes.OffsetOutOfRange);
    }

    [Fact]
    public async Task A_reader_who_comes_before_the_first_write_waits_for_it()
    {
        await using var reader = Reader(Stage.Output);
        var first = reader.MoveNextAsync();

        Run.Begin(Stage.Interception, "not this one").End(Stage.Interception).Begin(Stage.Output);
        first.IsCompleted.Should().BeFalse();
        Run.Write(Stage.Output, "Once");

        (await first).Should().BeTrue();
        reader.Current.Should().Be("Once");
    }

    [Fact]
    public async Task A_reader_who_waits_at_the_end_of_the_text_gets_what_comes_and_nothing_else()
    {
        Run.Begin(Stage.Output, "12");
        await using var reader = Reader(Stage.Output, 2);
        var next = reader.MoveNextAsync();

        Run.Write(Stage.Output, "");
        Run.Write(Stage.Output, "34");

        (await next).Should().BeTrue();
        reader.Current.Should().Be("34");
    }

    [Fact]
    public async Task A_reader_who_waits_when_the_stage_completes_comes_to_an_end()
    {
        Run.Begin(Stage.Output, "12");
        await using var reader = Reader(Stage.Output, 2);
        var next = reader.MoveNextAsync();

        Run.End(Stage.Output);

        (await next).Should().BeFalse();
    }

    [Fact]
    public async Task A_reader_who_is_behind_gets_all_that_is_new_in_one_piece()
    {
        Run.Begin(Stage.Output, "one ");
        await using var reader = Reader(Stage.Output);
        await reader.MoveNextAsync();

        Run.Write(Stage.Output, "two ");
        Run.Write(Stage.Output, "three ");
        Run.Write(Stage.Output, "four");
        Time.Advance(Frame);

        await reader.MoveNextAsync();
        reader.Current.Should().Be("two three four");
    }

    [Fact]
    public async Task A_reader_who_leaves_takes_nobody_along()
    {
        Run.Begin(Stage.Output);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var leaver = Run.ReadAll(Stage.Output, 0, leaving.Token);
        var stayer = Run.ReadAll(Stage.Output, 0, Soon);

        await leaving.CancelAsync();

        await leaver.Awaiting(reading => reading).Should().ThrowAsync<OperationCanceledException>();
        Run.Write(Stage.Output, "still here");
        Run.End(Stage.Output);
        (await stayer).Should().Be("still here");
    }

    [Fact]
    public async Task A_reader_may_leave_between_two_frames()
    {
        Run.Begin(Stage.Output, "one");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        await using var reader = Run.ReadText(Stage.Output, 0, leaving.Token).GetAsyncEnumerator(Soon);
        await reader.MoveNextAsync();
        Run.Write(Stage.Output, "two");
        var next = reader.MoveNextAsync().AsTask();

        await leaving.CancelAsync();

        await next.Awaiting(reading => reading).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Whoever_has_left_before_reading_gets_nothing()
    {
        Run.Begin(Stage.Output, "one").End(Stage.Output).End(Outcome.Completed);
        var gone = new CancellationToken(canceled: true);

        var text = async () => await Run.ReadText(Stage.Output, 0, gone).ToListAsync(Soon);
        var events = async () => await Run.ReadEvents(0, gone).ToListAsync(Soon);

        await text.Should().ThrowAsync<OperationCanceledException>();
        await events.Should().ThrowAsync<OperationCanceledException>();
    }
}
