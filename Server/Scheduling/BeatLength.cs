namespace Interception.Server.Scheduling;

/// <summary>How long the beat is, by how many answers are written at once for each core.</summary>
/// <remarks>
/// Counted, not measured: a processor's load goes up and down with what is done about it, and a beat that follows it swings.
/// It grows without a jump. Up to <see cref="Rest"/> a token goes out at once; from there quickly to the length at which a beat
/// carries more than one token of a model that writes thirty a second, which is what saves; then slowly, for what saves more is seen.
/// </remarks>
internal static class BeatLength
{
    /// <summary>As many answers a core are at rest.</summary>
    public const double Rest = 60;

    /// <summary>No beat is longer: a typewriter hides no more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private static readonly (double Answers, double Milliseconds)[] Bends = [(Rest, 0), (180, 50), (600, 56), (1_500, 100)];

    /// <summary>The length for so many answers a core.</summary>
    public static TimeSpan For(double answers)
    {
        if (answers <= Rest) return TimeSpan.Zero;
        for (var n = 1; n < Bends.Length; n++)
            if (answers <= Bends[n].Answers) return TimeSpan.FromMilliseconds(Between(Bends[n - 1], Bends[n], answers));
        return Longest;
    }

    private static double Between((double Answers, double Milliseconds) from, (double Answers, double Milliseconds) to, double answers) =>
        from.Milliseconds + (to.Milliseconds - from.Milliseconds) * (answers - from.Answers) / (to.Answers - from.Answers);
}
