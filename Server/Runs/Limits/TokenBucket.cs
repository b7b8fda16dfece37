namespace Interception.Server.Runs.Limits;

/// <summary>So many at once; each comes back after its time. Not by the framework's limiters: their clock cannot be set.</summary>
/// <param name="most">How many at once.</param>
/// <param name="each">The time after which one comes back.</param>
internal sealed class TokenBucket(int most, TimeSpan each)
{
    private TimeSpan _wholeAt;

    /// <summary>Whether nothing is missing.</summary>
    public bool IsWhole(TimeSpan now) => _wholeAt <= now;

    /// <summary>Whether nothing is left.</summary>
    public bool IsSpent(TimeSpan now) => _wholeAt - now > (most - 1) * each;

    /// <summary>Takes one.</summary>
    public void Spend(TimeSpan now) => _wholeAt = (_wholeAt > now ? _wholeAt : now) + each;

    /// <summary>Takes one, if one is left.</summary>
    public bool TrySpend(TimeSpan now)
    {
        if (IsSpent(now)) return false;
        Spend(now);
        return true;
    }
}
