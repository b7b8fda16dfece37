using Interception.Client.Console.Measuring;
using Interception.Server.Contracts;

namespace Interception.Tests.ClientConsole;

public class StreamMeterTests
{
    private readonly StreamMeter _meter = new(Stage.Interception);

    [Fact]
    public void The_first_piece_is_measured_from_the_start_of_the_stage()
    {
        _meter.AddStart(Ms(100));
        _meter.AddPiece("a", Ms(340));

        _meter.FirstPiece.Should().Be(Ms(240));
    }

    [Fact]
    public void A_first_piece_that_overtakes_the_start_came_at_once()
    {
        _meter.AddPiece("a", Ms(99));
        _meter.AddStart(Ms(100));

        _meter.FirstPiece.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void The_longest_gap_lies_between_two_pieces()
    {
        foreach (var at in (int[])[500, 520, 610, 640]) _meter.AddPiece("a", Ms(at));

        _meter.LongestGap.Should().Be(Ms(90));
        _meter.Spread.Should().Be(Ms(140));
        _meter.Pieces.Should().Be(4);
    }

    [Fact]
    public void Characters_are_UTF_16_units_as_the_server_counts_them()
    {
        _meter.AddPiece("Äh", Ms(1));
        _meter.AddPiece("🦋", Ms(2));

        _meter.Characters.Should().Be(4);
    }

    [Fact]
    public void Loading_the_model_is_counted_until_the_next_thing_happens()
    {
        _meter.AddStatus(new(Stage.Interception, StageStatus.LoadingModel) { At = 1_000 });
        _meter.AddStatus(new(Stage.Interception, StageStatus.Thinking) { At = 31_000 });
        _meter.AddStatus(new(Stage.Interception, StageStatus.Writing) { At = 32_000 });

        _meter.Loading.Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Loading_that_nothing_followed_is_no_excuse()
    {
        _meter.AddStatus(new(Stage.Interception, StageStatus.LoadingModel) { At = 1_000 });
        _meter.AddEnd(new(Stage.Interception, Outcome.Completed, null, null, 0, 0, null, null, 30_000) { At = 31_000 });

        _meter.Loading.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_stage_without_text_has_no_first_piece()
    {
        _meter.FirstPiece.Should().BeNull();
        _meter.Spread.Should().Be(TimeSpan.Zero);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
