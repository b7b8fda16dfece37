using Interception.Server.Contracts;

namespace Interception.Server.Runs.Hops;

/// <summary>When pieces passed one hop: the first, the last, the longest gap. Single pieces are not stored.</summary>
/// <param name="time">The clock.</param>
/// <param name="begun">The time when the stage began.</param>
internal sealed class HopGauge(TimeProvider time, long begun)
{
    private int _pieces;
    private long _first;
    private long _last;
    private long _longest;

    /// <summary>Records that a piece passed.</summary>
    public void Pass(long now)
    {
        if (_pieces++ == 0) _first = now;
        else _longest = Math.Max(_longest, now - _last);
        _last = now;
    }

    /// <summary>The figures; null when nothing passed.</summary>
    public HopTimes? Times() => _pieces == 0 ? null : new(_pieces, Ms(begun, _first), Ms(begun, _last), Ms(0, _longest));

    private long Ms(long from, long to) => (long)time.GetElapsedTime(from, to).TotalMilliseconds;
}
