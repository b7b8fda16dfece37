namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How often, and how much, work at a place has been lost lately because a model server failed. Who uses it guards it.</summary>
/// <param name="time">Where time comes from.</param>
internal sealed class LostWork(TimeProvider time)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    // What fails at once costs nobody anything, and is a request's own fault more often than a server's.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private readonly RecentTimes _turns = new(Lately, time);
    private readonly RecentTimes _lost = new(Lately, time);

    /// <summary>A run has come to its place.</summary>
    public void Serve() => _turns.Add(TimeSpan.Zero);

    /// <summary>It has worked in vain for so long, and begins again.</summary>
    public void Add(TimeSpan work)
    {
        if (work >= Least) _lost.Add(work);
    }

    /// <summary>What is to be expected, if it goes on like this.</summary>
    public LossEstimate Expected() =>
        _lost.Seconds() is { Length: > 0 } lost ? new((double)lost.Length / Math.Max(lost.Length, _turns.Count), lost) : default;
}

/// <summary>Losses to be expected.</summary>
/// <param name="Share">How many of all turns lose some work; 0 for none.</param>
/// <param name="Seconds">How much those have lost that did lately.</param>
internal readonly record struct LossEstimate(double Share, double[] Seconds)
{
    /// <summary>What one turn may lose, in seconds.</summary>
    public double Draw(RandomDraws chance) => Share > 0 && chance.Happens(Share) ? chance.OneOf(Seconds) : 0;
}
