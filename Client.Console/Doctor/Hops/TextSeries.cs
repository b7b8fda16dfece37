using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>A run's text as it arrived over one way.</summary>
/// <param name="Hop">The number of the hop, 0 for the server's own address.</param>
/// <param name="Way">A transport, or the stage stream.</param>
internal sealed record TextSeries(int Hop, string Way)
{
    // What was written before the request arrives at once.
    private const double JustBegun = 300;

    public double AskedAt { get; set; }

    public PieceArrivals Pieces { get; } = new();

    public string? Failure { get; set; }

    /// <summary>The median arrival; an earlier one is better.</summary>
    public double Middle => Pieces.At.Count == 0 ? double.MaxValue : Pieces.At.Average();

    /// <param name="before">The same text at the hop before.</param>
    /// <param name="chars">The length of the text; null when it was not completed.</param>
    public StreamFigures Figures(TextSeries? before, int? chars)
    {
        var figures = new StreamFigures(Way, "text") { Failure = Failure }.Of(AskedAt, before?.Pieces.At.Count ?? Pieces.At.Count, Pieces.At, [.. LateAfter(before)]);
        return figures with { IsWhole = Failure is null && (chars is null || Pieces.Length == chars) };
    }

    private IEnumerable<double> LateAfter(TextSeries? before)
    {
        for (var n = 0; n < before?.Pieces.At.Count; n++)
        {
            if (before.Pieces.At[n] > AskedAt + JustBegun && Pieces.When(before.Pieces.Ends[n]) is { } came)
                yield return came - before.Pieces.At[n];
        }
    }
}
