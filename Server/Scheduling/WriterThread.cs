namespace Interception.Server.Scheduling;

/// <summary>The thread that writes. It also runs the readers that it wakes, because a thread for each would cost more than the work.</summary>
internal static class WriterThread
{
    [ThreadStatic]
    private static Queue<IThreadPoolWorkItem>? _due;

    [ThreadStatic]
    private static bool _isWriting;

    /// <summary>Writes, and then runs everything that this woke. The caller must hold no lock.</summary>
    public static void Run<T>(T state, Action<T> write)
    {
        if (_isWriting)
        {
            write(state);
            return;
        }

        _isWriting = true;
        try
        {
            write(state);
            while (_due is { } due && due.TryDequeue(out var woken)) woken.Execute();
        }
        finally
        {
            _isWriting = false;
            while (_due is { } due && due.TryDequeue(out var left)) Post(left);
        }
    }

    /// <summary>Runs this on the writing thread once it has written, because the caller may hold a lock; on another thread when none writes.</summary>
    public static void Post(IThreadPoolWorkItem work)
    {
        if (_isWriting) (_due ??= new()).Enqueue(work);
        else ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
    }
}
