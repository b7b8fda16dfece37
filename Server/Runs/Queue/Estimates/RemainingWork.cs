namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>The work that a run has left.</summary>
/// <param name="Works">The estimates of its works, the present one first.</param>
/// <param name="Spent">How long the present one has run.</param>
internal sealed record RemainingWork(DurationEstimate[] Works, TimeSpan Spent)
{
    private const int Tries = 8;

    /// <summary>A random time that it may still take, in seconds.</summary>
    public double Draw(RandomDraws chance)
    {
        var seconds = 0.0;
        for (var n = 0; n < Works.Length; n++)
        {
            seconds += n == 0 ? RestOf(Works[n], chance) : Works[n].Draw(chance);
            if (!chance.Happens(Works[n].GoesOn)) break;
        }
        return seconds;
    }

    private double RestOf(DurationEstimate work, RandomDraws chance)
    {
        var spent = Spent.TotalSeconds;
        for (var tries = 0; tries < Tries; tries++)
            if (work.Draw(chance) - spent is > 0 and var left) return left;
        // Beyond all measurements: work that has lasted long goes on for long.
        return spent / 4;
    }
}
