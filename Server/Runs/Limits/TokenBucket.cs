namespace Interception.Server.Runs.Limits;

/// <summary>A token bucket. The framework's own limiters are not used, because their clock cannot be replaced.</summary>
/// <param name="most">The number of tokens.</param>
/// <param name="each">The time after which a token comes back.</param>
internal sealed class TokenBucket(int most, TimeSpan each)
{
    private TimeSpan _wholeAt;

    /// <summary>Whether it is full.</summary>
    public bool IsWhole(TimeSpan now) => _wholeAt <= now;

    /// <summary>Whether it is empty.</summary>
    public bool IsSpent(TimeSpan now) => _wholeAt - now > (most - 1) * each;

    /// <summary>Takes a token.</summary>
    public void Spend(TimeSpan now) => _wholeAt = (_wholeAt > now ? _wholeAt : now) + each;

    /// <summary>Takes a token, if there is one.</summary>
    public bool TrySpend(TimeSpan now)
    {
        if (IsSpent(now)) return false;
        Spend(now);
        return true;
    }
}
