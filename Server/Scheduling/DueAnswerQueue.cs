using System.Collections.Concurrent;

namespace Interception.Server.Scheduling;

/// <summary>Answers whose beat has come. Few threads serve them, one answer after the other.</summary>
/// <remarks>
/// On a full machine, everything that a run does at its start waits in the thread pool's queue, at every step. So a thread that has served
/// some answers lets others go first, if there are any: a step waits for a few answers, never for all that are due.
/// </remarks>
/// <param name="threads">How many threads serve at the same time; at least 1.</param>
internal sealed class DueAnswerQueue(int threads) : IThreadPoolWorkItem
{
    /// <summary>The work of half a millisecond.</summary>
    private const int Batch = 16;

    private readonly ConcurrentQueue<AnswerBeat> _due = new();
    private int _serving;

    /// <summary>Adds answers, which are served in their order.</summary>
    public void Add(List<AnswerBeat> answers)
    {
        foreach (var answer in answers) _due.Enqueue(answer);
        for (var unserved = answers.Count; unserved > 0 && TrySend(); unserved -= Batch) { }
    }

    void IThreadPoolWorkItem.Execute()
    {
        do ServeSome();
        while (!_due.IsEmpty && ThreadPool.PendingWorkItemCount == 0);
        Interlocked.Decrement(ref _serving);
        // Who added an answer before this may have seen that all threads were serving.
        if (!_due.IsEmpty) TrySend();
    }

    private void ServeSome()
    {
        for (var served = 0; served < Batch && _due.TryDequeue(out var answer); served++)
            WriterThread.Run(answer, static answer => answer.Wake());
    }

    private bool TrySend()
    {
        for (var serving = Interlocked.CompareExchange(ref _serving, 0, 0); serving < threads;)
        {
            var seen = Interlocked.CompareExchange(ref _serving, serving + 1, serving);
            if (seen == serving) return ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            serving = seen;
        }
        return false;
    }
}
