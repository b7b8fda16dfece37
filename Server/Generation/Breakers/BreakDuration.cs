namespace Interception.Server.Generation.Breakers;

/// <summary>How long a failing server is left alone. The time grows with each failure and varies, so that not all servers are tried at once.</summary>
internal static class BreakDuration
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Kept long enough for the next look.</summary>
    public static TimeSpan Moment { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>From 5 seconds up to 10, 20 and at last 30.</summary>
    /// <param name="probes">How many probes in a row got no answer.</param>
    public static TimeSpan After(int probes)
    {
        var most = Math.Min(Longest.TotalSeconds, Shortest.TotalSeconds * Math.Pow(2, probes + 1));
        return Shortest + ((TimeSpan.FromSeconds(most) - Shortest) * Random.Shared.NextDouble());
    }
}
