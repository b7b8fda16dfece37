using Interception.Server.Generation.Breakers;

namespace Interception.Server.Generation.Resilience;

/// <summary>How long a server is left alone whose calls fail although it tells its version.</summary>
/// <remarks>
/// There is no break after one failure. The break before a text's third attempt is long, so that an outage of some
/// seconds uses up no text's attempts. After that it is short, because the text may be at fault, and then longer
/// each time when the next text fails as well.
/// </remarks>
/// <param name="scale">A factor for all times.</param>
internal sealed class ServerRests(double scale = 1)
{
    private const double Longest = 30;
    private static readonly double[] Seconds = [0, 3, 0.5];

    /// <summary>The break after this many failures in a row.</summary>
    public TimeSpan After(int failures)
    {
        var (texts, nth) = Math.DivRem(Math.Max(0, failures - 1), StageAttempt.Most);
        var seconds = (Seconds[nth] + (texts > 0 ? 0.5 : 0)) * Math.Pow(2, Math.Min(texts, 10));
        return TimeSpan.FromSeconds(scale * Math.Min(Longest, seconds));
    }
}
