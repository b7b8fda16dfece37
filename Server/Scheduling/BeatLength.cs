namespace Interception.Server.Scheduling;

/// <summary>The length of the beat, by the number of answers for each core.</summary>
/// <remarks>
/// The number is counted, not the load measured: a beat that follows the load would change the load, and swing.
/// It grows without a jump. Up to <see cref="Rest"/> a token is sent at once. Then it grows quickly to the length at which a beat
/// carries more than one token of a model with thirty tokens a second, which saves most; then slowly, because a longer beat is visible.
/// </remarks>
internal static class BeatLength
{
    /// <summary>Up to this number of answers a core there is no beat.</summary>
    public const double Rest = 60;

    /// <summary>The longest beat: a typewriter hides no more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private static readonly (double Answers, double Milliseconds)[] Bends = [(Rest, 0), (180, 50), (600, 54), (1_500, 100)];

    /// <summary>The length for this number of answers a core.</summary>
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
