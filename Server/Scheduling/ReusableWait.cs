using System.Threading.Tasks.Sources;

namespace Interception.Server.Scheduling;

/// <summary>A wait that uses one object each time, because thirty waits a second should not allocate thirty.</summary>
internal abstract class ReusableWait : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;

    /// <summary>Completes when this wait ends.</summary>
    protected ValueTask Wait => new(this, _core.Version);

    /// <summary>Begins the next wait. The last one must have ended.</summary>
    protected void Reset() => _core.Reset();

    /// <summary>Ends the wait, and runs what waits for it.</summary>
    protected void Complete() => _core.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
