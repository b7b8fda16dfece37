using Interception.Server.Runs.Hops;

namespace Interception.Server.Runs;

/// <summary>Who reads a run at the moment.</summary>
/// <param name="time">Where time comes from.</param>
internal sealed class RunReaders(TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _count;
    private long _emptySince = time.GetTimestamp();
    private TaskCompletionSource? _gone;

    /// <summary>When its texts passed which hop.</summary>
    public RunHops Hops { get; } = new(time);

    /// <summary>The last one has left. Raised while no lock is held.</summary>
    public event Action? Left;

    /// <summary>Whether nobody has read for so long.</summary>
    public bool IsEmptyFor(TimeSpan span)
    {
        lock (_lock) return _count == 0 && time.GetElapsedTime(_emptySince) >= span;
    }

    /// <summary>Nobody reads.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock) return _count == 0;
        }
    }

    /// <summary>Attends until disposed.</summary>
    public IDisposable Enter()
    {
        lock (_lock) _count++;
        return new ReaderSeat(this);
    }

    /// <summary>Completes as soon as nobody reads.</summary>
    public Task GoneAsync()
    {
        lock (_lock)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_gone ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_count > 0) return;
            _emptySince = time.GetTimestamp();
            _gone?.SetResult();
            _gone = null;
        }
        Left?.Invoke();
    }

    private sealed class ReaderSeat(RunReaders audience) : IDisposable
    {
        private RunReaders? _audience = audience;

        public void Dispose() => Interlocked.Exchange(ref _audience, null)?.Leave();
    }
}
