using Interception.Server.Scheduling;

namespace Interception.Server.Journal;

/// <summary>One reader's wait.</summary>
/// <remarks>It may be woken without a reason, so the reader looks again. Leaving wakes it as well.</remarks>
internal sealed class ReaderWait : ReusableWait, IThreadPoolWorkItem, IDisposable
{
    private readonly CancellationToken _leaving;
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _time;
    private ITimer? _timer;
    private int _isWaiting;

    public ReaderWait(TimeProvider time, CancellationToken leaving)
    {
        _time = time;
        _leaving = leaving;
        _registration = leaving.UnsafeRegister(static wait => ((ReaderWait)wait!).Wake(), this);
    }

    /// <summary>Begins to wait; must be called under the same lock as the look before it, or a wake-up between the two is lost.</summary>
    public void Begin()
    {
        Reset();
        Volatile.Write(ref _isWaiting, 1);
        if (_leaving.IsCancellationRequested) Wake();
    }

    /// <summary>Wakes the reader after this time at the latest.</summary>
    public void SetAlarm(TimeSpan after)
    {
        _timer ??= _time.CreateTimer(static wait => ((ReaderWait)wait!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(after, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes at the next <see cref="Wake"/> after <see cref="Begin"/>.</summary>
    public ValueTask WaitAsync() => Wait;

    /// <summary>Wakes the reader, if it waits. It never runs before this returns, because the caller may hold a lock.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isWaiting, 0) == 1) WriterThread.Post(this);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
    }

    void IThreadPoolWorkItem.Execute() => Complete();
}
