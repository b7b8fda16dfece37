namespace Interception.Server.Runs.Clocks;

/// <summary>A clock that can stand still: it runs only while somebody works under it.</summary>
/// <param name="limit">The time there is, in all.</param>
/// <param name="time">Where time comes from.</param>
internal sealed class WorkClock(TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _expired = new();
    private TimeSpan _used;
    private long _since;
    private ITimer? _timer;

    /// <summary>Cancelled when the time is used up.</summary>
    public CancellationToken Expired => _expired.Token;

    /// <summary>The time that has been used up.</summary>
    public TimeSpan Used
    {
        get
        {
            lock (_lock) return _used + (_timer is null ? TimeSpan.Zero : time.GetElapsedTime(_since));
        }
    }

    /// <summary>Starts or goes on; nothing when it runs already.</summary>
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

    /// <summary>Stands still; nothing when it does already.</summary>
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

    /// <summary>Stands still, and begins anew when it runs again.</summary>
    public void Reset()
    {
        Pause();
        lock (_lock) _used = TimeSpan.Zero;
    }

    public void Dispose() => Pause();
}
