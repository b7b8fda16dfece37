using System.Diagnostics;

namespace Interception.Tests.Support;

/// <summary>The real time, many times faster: minutes of a lesson pass in seconds.</summary>
/// <param name="faster">The factor.</param>
public sealed class FastTime(int faster) : TimeProvider
{
    private readonly DateTimeOffset _begun = DateTimeOffset.UtcNow;
    private readonly long _start = Stopwatch.GetTimestamp();

    public override long TimestampFrequency => Stopwatch.Frequency / faster;

    public override long GetTimestamp() => Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _begun + (Stopwatch.GetElapsedTime(_start) * faster);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Fast(System.CreateTimer(callback, state, Real(dueTime), Real(period)), Real);

    /// <summary>How long that is in real time.</summary>
    public TimeSpan Real(TimeSpan time) => time <= TimeSpan.Zero ? time : time / faster;

    private sealed class Fast(ITimer timer, Func<TimeSpan, TimeSpan> real) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(real(dueTime), real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
