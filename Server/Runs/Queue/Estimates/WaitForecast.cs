namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>Simulates the next minutes of the queue many times, to see when each run may get its slot.</summary>
internal static class WaitForecast
{
    /// <summary>How many runs get an estimate.</summary>
    public const int Depth = 60;

    private const int Rounds = 100;
    // Left out at either end.
    private const int Tail = 10;

    /// <summary>Estimates for the waiting runs in their order, up to the first one behind unknown work.</summary>
    /// <param name="places">The number of slots.</param>
    /// <param name="working">The remaining work of the running runs; null for unknown.</param>
    /// <param name="waiting">The work of the waiting runs.</param>
    /// <param name="stays">The share of waiting runs that stay until they are served.</param>
    /// <param name="trouble">What failing servers may cost; null for nothing.</param>
    public static IReadOnlyList<WaitEstimate> Simulate(
        int places, IReadOnlyList<RemainingWork?> working, IReadOnlyList<RemainingWork?> waiting, double stays, TroubleEstimate? trouble = null)
    {
        if (working.Contains(null)) return [];
        var inFront = waiting.TakeWhile(rest => rest is not null).Take(Depth - 1).OfType<RemainingWork>().ToList();
        var told = Math.Min(waiting.Count, inFront.Count + 1);
        var ahead = trouble ?? TroubleEstimate.None;
        // Always the same seeds, so that an estimate changes only when something has happened.
        var rounds = Enumerable.Range(0, Rounds)
            .Select(seed => Play(Math.Max(places, working.Count), working, inFront, stays, ahead, new(seed))).ToList();
        return [.. Enumerable.Range(0, told).Select(n => RangeOf([.. rounds.Select(starts => starts[n])]).Said(ahead.Stretch))];
    }

    /// <summary>When each run begins in one round: the runs in front, then those behind.</summary>
    private static double[] Play(int places, IReadOnlyList<RemainingWork?> working, List<RemainingWork> inFront, double stays,
        TroubleEstimate trouble, RandomDraws chance)
    {
        var free = new double[places];
        for (var place = 0; place < working.Count; place++) free[place] = working[place]!.Draw(chance) + trouble.Loss.Draw(chance);
        var starts = new double[inFront.Count + 1];
        for (var n = 0; n < starts.Length; n++)
        {
            var next = Array.IndexOf(free, free.Min());
            starts[n] = free[next];
            if (n < inFront.Count && chance.Happens(stays)) free[next] += inFront[n].Draw(chance) + trouble.Loss.Draw(chance);
        }
        trouble.Standstill.PutOff(starts, chance);
        return starts;
    }

    private static ForecastRange RangeOf(double[] starts)
    {
        Array.Sort(starts);
        return new(starts[Tail], starts[starts.Length / 2], starts[^(1 + Tail)]);
    }
}
