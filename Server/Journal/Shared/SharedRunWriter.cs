using Interception.Server.Contracts;
using Interception.Server.Scheduling;

namespace Interception.Server.Journal.Shared;

/// <summary>A shared run in the hand of one writer.</summary>
internal sealed class SharedRunWriter(SharedRun run, long fence) : IRunJournal
{
    private long _fence = fence;

    public long Fence => Interlocked.Read(ref _fence);

    public void Raise(long fence)
    {
        for (var now = Fence; now < fence;) now = Interlocked.CompareExchange(ref _fence, fence, now);
        run.Raise(Fence);
    }

    public void OnWanted(Action<RunWish> hear)
    {
        run.Heard += Tell;
        Tell();

        void Tell()
        {
            if (run.Wanted != RunWish.Go) hear(run.Wanted);
        }
    }

    public RunWish Wanted => run.Wanted;

    public WrittenStages Written => run.Memory.Written;

    public bool IsOvertaken => run.HasOvertaken(Fence);

    public event Action? Heard
    {
        add => run.Heard += value;
        remove => run.Heard -= value;
    }

    public async ValueTask ReleaseAsync()
    {
        if (!IsOvertaken) await run.ReleaseAsync();
    }

    public void Write(RunEvent happened)
    {
        // Another node has begun it and shown nothing: it goes on and does not begin twice.
        if (happened is StageStart begun && Written.Open == begun.Stage) return;
        run.Write(Fence, happened);
    }

    public void Write(Stage stage, string piece) =>
        WriterThread.Run((run, Fence, stage, piece), static text => text.run.Write(text.Fence, text.stage, text.piece));

    /// <summary>Writes something together with a change of the run's record: both or neither.</summary>
    /// <param name="said">What is said; null for nothing.</param>
    /// <param name="change">The record.</param>
    /// <returns>False when somebody else has changed the record, or has taken the run over.</returns>
    /// <exception cref="Interception.Server.Redis.RedisAwayException">It may have been done: say the same change again.</exception>
    public Task<bool> TryCommitAsync(RunEvent? said, RunRecordChange change) => run.TryCommitAsync(Fence, said, change);

    public IAsyncEnumerable<string> ReadText(Stage stage, int offset, CancellationToken cancellationToken) =>
        run.Memory.ReadText(stage, offset, cancellationToken);

    public IAsyncEnumerable<RunEvent> ReadEvents(long after, CancellationToken cancellationToken) =>
        run.Memory.ReadEvents(after, cancellationToken);
}
