using Interception.Server.Runs.Limits;

namespace Interception.Server.Delivery.Access;

/// <summary>Counts the wrong codes of one address, or of all. A number of them is free; after that callers wait in turn.</summary>
/// <param name="most">How many are free at once.</param>
/// <param name="each">The time after which one is forgotten.</param>
internal sealed class GuessCounter(int most, TimeSpan each)
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly TokenBucket _free = new(most, each);
    private TimeSpan _last;

    /// <summary>Whether all are forgotten and no caller waits.</summary>
    public bool IsOver(TimeSpan now) => _free.IsWhole(now) && _last <= now;

    /// <summary>Counts a wrong code.</summary>
    /// <returns>False when none was free any more.</returns>
    public bool TrySpend(TimeSpan now) => _free.TrySpend(now);

    /// <summary>How long the next caller waits for its turn; the time is bounded.</summary>
    public TimeSpan Turn(TimeSpan now)
    {
        if (!_free.IsSpent(now)) return TimeSpan.Zero;
        _last = (_last > now ? _last : now) + Apart;
        if (_last > now + LongestWait) _last = now + LongestWait;
        return _last - now;
    }
}
