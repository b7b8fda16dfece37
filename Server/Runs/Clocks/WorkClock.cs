namespace Interception.Server.Runs.Clocks;

/// <summary>A clock that can be paused: it runs only during work.</summary>
/// <param name="limit">The time limit.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkClock(TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _expired = new();
    private TimeSpan _used;
    private long _since;
    private ITimer? _timer;

    /// <summary>Cancelled when the time is used up.</summary>
    public CancellationToken Expired => _expired.Token;

    /// <summary>The time used so far.</summary>
    public TimeSpan Used
    {
        get
        {
            lock (_lock) return _used + (_timer is null ? TimeSpan.Zero : time.GetElapsedTime(_since));
        }
    }

    /// <summary>Starts or resumes; does nothing when it is running.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            if (_timer is not null) return;
            _since = time.GetTimestamp();
            var left = limit > _used ? limit - _used : TimeSpan.Zero;
            _timer = time.CreateTimer(_ => _expired.Cancel(), null, left, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Pauses; does nothing when it is paused.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            if (_timer is null) return;
            _timer.Dispose();
            _timer = null;
            _used += time.GetElapsedTime(_since);
        }
    }

    /// <summary>Pauses, and starts from zero when it runs again.</summary>
    public void Reset()
    {
        Pause();
        lock (_lock) _used = TimeSpan.Zero;
    }

    public void Dispose() => Pause();
}
