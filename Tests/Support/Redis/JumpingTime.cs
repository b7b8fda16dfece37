namespace Interception.Tests.Support.Redis;

/// <summary>A clock for a process that is stopped and goes on: time jumps, and no timer has run in between.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _now = 1;

    /// <summary>Lets the process have stood still for so long.</summary>
    public void Jump(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
