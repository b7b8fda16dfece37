using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>A shared run in the hand of one writer.</summary>
internal sealed class SharedRunWriter(SharedRun run, long fence) : IRunJournal
{
    public RunWish Wanted => run.Wanted;

    public bool IsOvertaken => run.HasOvertaken(fence);

    public event Action? Heard
    {
        add => run.Heard += value;
        remove => run.Heard -= value;
    }

    public void Write(RunEvent happened) => run.Write(fence, happened);

    public void Write(Stage stage, string piece) => run.Write(fence, stage, piece);

    /// <summary>Writes something together with a change of the run's record: both or neither.</summary>
    /// <returns>False when somebody else has changed the record, or has taken the run over.</returns>
    /// <exception cref="Interception.Server.Redis.RedisAwayException">It may have been done: say the same change again.</exception>
    public Task<bool> TryCommitAsync(RunEvent said, RunRecordChange change) => run.TryCommitAsync(said, change);

    public IAsyncEnumerable<string> ReadText(Stage stage, int offset, CancellationToken cancellationToken) =>
        run.Memory.ReadText(stage, offset, cancellationToken);

    public IAsyncEnumerable<RunEvent> ReadEvents(long after, CancellationToken cancellationToken) =>
        run.Memory.ReadEvents(after, cancellationToken);
}
