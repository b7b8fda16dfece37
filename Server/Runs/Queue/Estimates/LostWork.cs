namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How often, and how much, work was lost lately because a model server failed. Its user must lock.</summary>
/// <param name="time">The clock.</param>
internal sealed class LostWork(TimeProvider time)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    // A quick failure costs nothing, and is more often the request's fault than the server's.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private readonly RecentTimes _turns = new(Lately, time);
    private readonly RecentTimes _lost = new(Lately, time);

    /// <summary>Records that a run got its slot.</summary>
    public void Serve() => _turns.Add(TimeSpan.Zero);

    /// <summary>Records that work of this length was lost and begins again.</summary>
    public void Add(TimeSpan work)
    {
        if (work >= Least) _lost.Add(work);
    }

    /// <summary>The losses to expect.</summary>
    public LossEstimate Expected() =>
        _lost.Seconds() is { Length: > 0 } lost ? new((double)lost.Length / Math.Max(lost.Length, _turns.Count), lost) : default;
}

/// <summary>Expected losses.</summary>
/// <param name="Share">The share of turns that lose work; 0 for none.</param>
/// <param name="Seconds">The lengths of the recent losses.</param>
internal readonly record struct LossEstimate(double Share, double[] Seconds)
{
    /// <summary>A random loss of one turn, in seconds.</summary>
    public double Draw(RandomDraws chance) => Share > 0 && chance.Happens(Share) ? chance.OneOf(Seconds) : 0;
}
