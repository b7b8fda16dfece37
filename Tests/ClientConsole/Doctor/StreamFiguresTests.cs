using Interception.Client.Console.Doctor.Figures;

namespace Interception.Tests.ClientConsole.Doctor;

/// <summary>Gaps, bursts and lateness of pieces.</summary>
public class StreamFiguresTests
{
    [Fact]
    public void Even_pieces_have_even_gaps_and_no_burst()
    {
        var figures = Of([100, 180, 260, 340], late: [1, 2, 3, 4]);

        (figures.FirstMs, figures.GapMedianMs, figures.GapLongestMs, figures.LargestBurst).Should().Be((100, 80, 80, 0.25));
        (figures.LeastLateMs, figures.MedianLateMs, figures.LateShare, figures.IsWhole).Should().Be((1, 2, 0, true));
    }

    [Fact]
    public void What_comes_together_is_a_burst()
    {
        var figures = Of([400, 401, 402, 404], late: [300, 221, 140, 62]);

        (figures.FirstMs, figures.LargestBurst, figures.LateShare).Should().Be((400, 1, 0.5));
    }

    [Fact]
    public void Nothing_has_no_figures() => Of([], late: []).Should().BeEquivalentTo(new { Received = 0, FirstMs = (double?)null, LargestBurst = 0.0, IsWhole = false });

    [Fact]
    public void A_text_is_there_with_the_piece_that_completes_it()
    {
        var pieces = new PieceArrivals();
        pieces.Add(10, length: 4);
        pieces.Add(20, length: 4);

        (pieces.When(4), pieces.When(5), pieces.When(9)).Should().Be((10, 20, null));
    }

    private static StreamFigures Of(double[] at, double[] late) => new StreamFigures("WebSockets", "ticks").Of(askedAt: 0, sent: 4, at, late);
}
