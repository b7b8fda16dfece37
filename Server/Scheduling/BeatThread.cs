namespace Interception.Server.Scheduling;

/// <summary>A thread that serves a beat. What its answers wake it does itself when they have been written down: a thread for each would cost more than the work.</summary>
internal static class BeatThread
{
    [ThreadStatic]
    private static Queue<IThreadPoolWorkItem>? _due;

    /// <summary>Serves some answers, one after the other, each with all that it wakes.</summary>
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

    /// <summary>Does something soon, and never in the caller's place, who may hold a lock.</summary>
    public static void Post(IThreadPoolWorkItem work)
    {
        if (_due is { } due) due.Enqueue(work);
        else ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
    }
}
