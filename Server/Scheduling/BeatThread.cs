namespace Interception.Server.Scheduling;

/// <summary>A thread that serves a beat. It also runs what its answers wake, because a thread for each would cost more than the work.</summary>
internal static class BeatThread
{
    [ThreadStatic]
    private static Queue<IThreadPoolWorkItem>? _due;

    /// <summary>Serves some answers one after the other, with everything that they wake.</summary>
    public static void Serve(AnswerBeat[] answers)
    {
        var due = _due = new();
        try
        {
            foreach (var answer in answers)
            {
                answer.Wake();
                while (due.TryDequeue(out var work)) work.Execute();
            }
        }
        finally
        {
            _due = null;
        }
    }

    /// <summary>Queues work for this thread, because the caller may hold a lock.</summary>
    public static void Post(IThreadPoolWorkItem work)
    {
        if (_due is { } due) due.Enqueue(work);
        else ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
    }
}
