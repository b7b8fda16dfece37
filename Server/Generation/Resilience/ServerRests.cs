using Interception.Server.Generation.Breakers;

namespace Interception.Server.Generation.Resilience;

/// <summary>How long a server whose calls fail is left alone, though it tells its version.</summary>
/// <remarks>
/// Nothing after a single failure; longer before the same text is sent for the third time, so that an outage of some
/// seconds costs nobody all its beginnings; short after that, for it may have been the fault of that text; and longer
/// each time when the next text fares no better.
/// </remarks>
/// <param name="scale">How much longer than usual.</param>
internal sealed class ServerRests(double scale = 1)
{
    private const double Longest = 30;
    private static readonly double[] Seconds = [0, 3, 0.5];

    /// <summary>The rest after so many failures in a row, with no answer between them.</summary>
    public TimeSpan After(int failures)
    {
        var (texts, nth) = Math.DivRem(Math.Max(0, failures - 1), StageAttempt.Most);
        var seconds = (Seconds[nth] + (texts > 0 ? 0.5 : 0)) * Math.Pow(2, Math.Min(texts, 10));
        return TimeSpan.FromSeconds(scale * Math.Min(Longest, seconds));
    }
}
