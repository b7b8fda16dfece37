using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>Reads a run, wherever it works. Meanwhile this node follows the run.</summary>
internal sealed class SharedRunReader(RedisJournal journal, string runId) : IRunReader
{
    public IAsyncEnumerable<string> ReadText(Stage stage, int offset, CancellationToken cancellationToken) => new EnteredReading<string>(
        journal, runId, (run, left) => run.ReachAsync(stage, offset, left), run => run.Memory.ReadText(stage, offset, cancellationToken), cancellationToken);

    public IAsyncEnumerable<RunEvent> ReadEvents(long after, CancellationToken cancellationToken) => new EnteredReading<RunEvent>(
        journal, runId, (_, _) => Task.CompletedTask, run => run.Memory.ReadEvents(after, cancellationToken), cancellationToken);
}
