using Interception.Client.Console.Measuring;

namespace Interception.Client.Console.Doctor.Figures;

/// <summary>How a stream of pieces came over one way, in milliseconds.</summary>
/// <param name="Way">A transport, or <c>stage stream</c>.</param>
/// <param name="What"><c>ticks</c> of the probe, or the <c>text</c> of a run.</param>
internal sealed record StreamFigures(string Way, string What)
{
    /// <summary>The stage stream of HTTP.</summary>
    public const string StageStream = "stage stream";

    /// <summary>What nobody sees as late.</summary>
    public const double Noticeable = 200;

    // Pieces that come within this time came together.
    private const double OneBurst = 5;

    public int Sent { get; init; }

    public int Received { get; init; }

    /// <summary>From the question to the first piece.</summary>
    public double? FirstMs { get; init; }

    public double? GapMedianMs { get; init; }

    public double? GapP99Ms { get; init; }

    public double? GapLongestMs { get; init; }

    /// <summary>The share of all pieces that came in the largest burst.</summary>
    public double LargestBurst { get; init; }

    /// <summary>How much later than one hop before: the least of all pieces.</summary>
    public double? LeastLateMs { get; init; }

    /// <summary>The same, of the piece in the middle.</summary>
    public double? MedianLateMs { get; init; }

    /// <summary>The share of pieces that were noticeably later than one hop before.</summary>
    public double LateShare { get; init; }

    /// <summary>Why it did not come through; null when it did.</summary>
    public string? Failure { get; init; }

    /// <summary>It was connected, and nothing came.</summary>
    public bool IsMute { get; init; }

    /// <summary>All of it came.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The figures of arrivals.</summary>
    /// <param name="askedAt">When it was asked for.</param>
    /// <param name="sent">How many pieces there should be.</param>
    /// <param name="at">When they came.</param>
    /// <param name="late">How much later than one hop before; none when nothing can be said.</param>
    public StreamFigures Of(double askedAt, int sent, IReadOnlyList<double> at, IReadOnlyList<double> late)
    {
        double[] gaps = [.. at.Zip(at.Skip(1), (one, next) => next - one).Order()];
        double[] lateness = [.. late.Order()];
        return this with
        {
            Sent = sent,
            Received = at.Count,
            IsWhole = Failure is null && at.Count >= sent,
            FirstMs = at.Count > 0 ? at[0] - askedAt : null,
            GapMedianMs = Quantile.Of(gaps, 0.5),
            GapP99Ms = Quantile.Of(gaps, 0.99),
            GapLongestMs = Quantile.Of(gaps, 1),
            LargestBurst = BurstOf(at),
            LeastLateMs = Quantile.Of(lateness, 0),
            MedianLateMs = Quantile.Of(lateness, 0.5),
            LateShare = lateness.Length == 0 ? 0 : (double)lateness.Count(each => each > Noticeable) / lateness.Length,
        };
    }

    private static double BurstOf(IReadOnlyList<double> at)
    {
        var (largest, current) = (at.Count == 0 ? 0 : 1, 1);
        for (var n = 1; n < at.Count; n++)
        {
            current = at[n] - at[n - 1] <= OneBurst ? current + 1 : 1;
            largest = Math.Max(largest, current);
        }
        return at.Count == 0 ? 0 : (double)largest / at.Count;
    }
}
