namespace Interception.Tests.Generation.Resilience;

/// <summary>A time that stands still, in which pauses before a retry are over at once; counts the rests of breakers that have ended.</summary>
public sealed class BriskTime : WatchedTime
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);
    private int _restsOver;

    /// <summary>How many rests are over.</summary>
    public int RestsOver => Volatile.Read(ref _restsOver);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(IsRest(dueTime) ? Counted(callback) : callback, state, dueTime <= LongestPause && dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);

    /// <summary>No clock of a call lasts so long.</summary>
    private static bool IsRest(TimeSpan dueTime) => dueTime > TimeSpan.FromSeconds(5) && dueTime < TimeSpan.FromSeconds(30);

    private TimerCallback Counted(TimerCallback callback) => state =>
    {
        Interlocked.Increment(ref _restsOver);
        callback(state);
    };
}
