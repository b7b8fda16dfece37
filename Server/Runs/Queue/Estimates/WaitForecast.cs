namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>Plays the next minutes of the line many times over, to see when each run may come to its place.</summary>
internal static class WaitForecast
{
    /// <summary>How far back in the line anything is said.</summary>
    public const int Depth = 60;

    private const int Rounds = 100;
    // Left out at either end.
    private const int Tail = 10;

    /// <summary>Estimates for those who wait, in their order, up to the first behind somebody whose work is unknown.</summary>
    /// <param name="places">How many places there are.</param>
    /// <param name="working">The work that those who hold a place have left; null for unknown.</param>
    /// <param name="waiting">The work of those who wait.</param>
    /// <param name="stays">The share of those who wait that stay until they are served.</param>
    /// <param name="standstill">How often the line may stand still meanwhile.</param>
    public static IReadOnlyList<WaitEstimate> Simulate(
        int places, IReadOnlyList<RemainingWork?> working, IReadOnlyList<RemainingWork?> waiting, double stays, QueueStandstill standstill = default)
    {
        if (working.Contains(null)) return [];
        var inFront = waiting.TakeWhile(rest => rest is not null).Take(Depth - 1).OfType<RemainingWork>().ToList();
        var told = Math.Min(waiting.Count, inFront.Count + 1);
        // Always the same chances: an estimate changes because something happened, not by luck.
        var rounds = Enumerable.Range(0, Rounds)
            .Select(seed => Play(Math.Max(places, working.Count), working, inFront, stays, standstill, new(seed))).ToList();
        return [.. Enumerable.Range(0, told).Select(n => RangeOf([.. rounds.Select(starts => starts[n])]))];
    }

    /// <summary>When each begins in one round: those in front, and who comes behind them.</summary>
    private static double[] Play(int places, IReadOnlyList<RemainingWork?> working, List<RemainingWork> inFront, double stays,
        QueueStandstill standstill, RandomDraws chance)
    {
        var free = new double[places];
        for (var place = 0; place < working.Count; place++) free[place] = working[place]!.Draw(chance);
        var starts = new double[inFront.Count + 1];
        for (var n = 0; n < starts.Length; n++)
        {
            var next = Array.IndexOf(free, free.Min());
            starts[n] = free[next];
            if (n < inFront.Count && chance.Happens(stays)) free[next] += inFront[n].Draw(chance);
        }
        standstill.PutOff(starts, chance);
        return starts;
    }

    private static WaitEstimate RangeOf(double[] starts)
    {
        Array.Sort(starts);
        return new(Math.Round(starts[Tail]), Math.Round(starts[^(1 + Tail)]));
    }
}
