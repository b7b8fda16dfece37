using Interception.Client.Console.Measuring;

namespace Interception.Client.Console.Doctor.Figures;

/// <summary>How a stream of pieces arrived over one way, in milliseconds.</summary>
/// <param name="Way">A transport, or <c>stage stream</c>.</param>
/// <param name="What"><c>ticks</c> of the probe, or the <c>text</c> of a run.</param>
internal sealed record StreamFigures(string Way, string What)
{
    /// <summary>The stage stream of HTTP.</summary>
    public const string StageStream = "stage stream";

    /// <summary>A lag below this is not visible.</summary>
    public const double Noticeable = 200;

    // Pieces within this time count as one burst.
    private const double OneBurst = 5;

    public int Sent { get; init; }

    public int Received { get; init; }

    /// <summary>From the request to the first piece.</summary>
    public double? FirstMs { get; init; }

    public double? GapMedianMs { get; init; }

    public double? GapP99Ms { get; init; }

    public double? GapLongestMs { get; init; }

    /// <summary>The share of all pieces that came in the largest burst.</summary>
    public double LargestBurst { get; init; }

    /// <summary>The smallest lag behind the hop before.</summary>
    public double? LeastLateMs { get; init; }

    /// <summary>The median lag behind the hop before.</summary>
    public double? MedianLateMs { get; init; }

    /// <summary>The share of pieces with a noticeable lag behind the hop before.</summary>
    public double LateShare { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>It connected, but nothing came.</summary>
    public bool IsMute { get; init; }

    /// <summary>Whether all of it arrived.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Computes the figures of arrivals.</summary>
    /// <param name="askedAt">The time of the request.</param>
    /// <param name="sent">How many pieces there should be.</param>
    /// <param name="at">The arrival times.</param>
    /// <param name="late">The lags behind the hop before; empty when unknown.</param>
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
