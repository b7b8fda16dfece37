using Interception.Server.Contracts;

namespace Interception.Tests.Journal;

public abstract partial class JournalContract
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_reader_gets_at_most_one_piece_in_25_milliseconds()
    {
        Run.Begin(Stage.Output, "one ");
        await using var reader = Reader(Stage.Output);
        await reader.MoveNextAsync();

        var next = reader.MoveNextAsync();
        Run.Write(Stage.Output, "two ");
        Time.Advance(Frame - Millisecond);
        next.IsCompleted.Should().BeFalse();
        Run.Write(Stage.Output, "three");
        Time.Advance(Millisecond);

        // The reader wakes on a thread of its own, and may have set its alarm only when this time had passed.
        while (!next.IsCompleted && await Task.Run(() => true, Soon)) Time.Advance(Frame);
        await next;
        reader.Current.Should().Be("two three");
    }

    [Fact]
    public async Task After_a_quiet_moment_a_piece_leaves_at_once()
    {
        Run.Begin(Stage.Output, "one ");
        await using var reader = Reader(Stage.Output);
        await reader.MoveNextAsync();
        var next = reader.MoveNextAsync();

        Time.Advance(Frame);
        Run.Write(Stage.Output, "two");

        await next;
        reader.Current.Should().Be("two");
    }

    [Fact]
    public async Task Every_frame_begins_with_the_piece_before()
    {
        Run.Begin(Stage.Output, "a");
        await using var reader = Reader(Stage.Output);
        await reader.MoveNextAsync();
        foreach (var piece in new[] { "b", "c", "d" })
        {
            Run.Write(Stage.Output, piece);
            var next = reader.MoveNextAsync();
            next.IsCompleted.Should().BeFalse();
            Time.Advance(Frame);
            await next;
            reader.Current.Should().Be(piece);
        }
    }

    [Fact]
    public async Task A_frame_is_never_cut_by_a_part_of_a_millisecond()
    {
        Run.Begin(Stage.Output, "one ");
        await using var reader = Reader(Stage.Output);
        await reader.MoveNextAsync();
        Run.Write(Stage.Output, "two");

        Time.Advance(Frame - Millisecond / 2);

        var next = reader.MoveNextAsync();
        next.IsCompleted.Should().BeFalse();
        Time.Advance(Millisecond);
        (await next).Should().BeTrue();
    }

    [Fact]
    public async Task A_reader_has_no_part_in_the_frame_of_another()
    {
        Run.Begin(Stage.Output, "one ");
        await using var early = Reader(Stage.Output);
        await early.MoveNextAsync();

        Run.Write(Stage.Output, "two");

        (await Run.ReadText(Stage.Output, 0, Soon).FirstAsync(Soon)).Should().Be("one two");
    }

    [Fact]
    public async Task What_is_left_of_a_stage_that_has_ended_leaves_at_once()
    {
        Run.Begin(Stage.Output, "one ");
        await using var reader = Reader(Stage.Output);
        await reader.MoveNextAsync();
        Run.Write(Stage.Output, "two");
        var next = reader.MoveNextAsync();

        Run.End(Stage.Output);

        await next;
        reader.Current.Should().Be("two");
        (await reader.MoveNextAsync()).Should().BeFalse();
    }
}
