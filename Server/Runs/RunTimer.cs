namespace Interception.Server.Runs;

/// <summary>The one timer of a run: what happens when nobody reads it, nobody continues it, or nobody needs it any more.</summary>
internal sealed class RunTimer(RunOptions options, TimeProvider time, Action forget) : IDisposable
{
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private bool _disposed;

    public void SetAbandoned(Action stop) => Set(options.AbandonAfter, stop);

    public void SetPaused(Action stop) => Set(options.PauseFor, stop);

    public void SetEnded() => Set(options.Retention, forget);

    /// <summary>Its ending is not in the journal, so nothing of it is worth keeping.</summary>
    public void SetLost() => Set(TimeSpan.FromMilliseconds(1), forget);

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Set(TimeSpan delay, Action ring)
    {
        lock (_lock)
        {
            _timer?.Dispose();
            if (!_disposed) _timer = time.CreateTimer(_ => ring(), null, delay, Timeout.InfiniteTimeSpan);
        }
    }
}
