using System.Threading.Tasks.Sources;
using Interception.Server.Scheduling;

namespace Interception.Server.Journal;

/// <summary>One reader's wait, reused each time: thirty waits a second should not allocate thirty objects.</summary>
/// <remarks>It may be woken without a reason, so the reader looks again. Leaving wakes it as well.</remarks>
internal sealed class ReaderWait : IValueTaskSource, IThreadPoolWorkItem, IDisposable
{
    private readonly CancellationToken _leaving;
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _time;
    private ManualResetValueTaskSourceCore<bool> _core;
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
        _core.Reset();
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
    public ValueTask WaitAsync() => new(this, _core.Version);

    /// <summary>Wakes the reader, if it waits, on another thread, because the caller may hold a lock.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isWaiting, 0) == 1) BeatThread.Post(this);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
    }

    void IThreadPoolWorkItem.Execute() => _core.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
