using System.Runtime.CompilerServices;
using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>Reads a run, wherever it works. While it reads, the run is followed here.</summary>
internal sealed class SharedRunReader(RedisJournal journal, string runId) : IRunReader
{
    public async IAsyncEnumerable<string> ReadText(Stage stage, int offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = journal.Enter(runId);
        try
        {
            await run.ReachAsync(stage, offset, cancellationToken);
            await foreach (var piece in run.Memory.ReadText(stage, offset, cancellationToken)) yield return piece;
        }
        finally
        {
            journal.Leave(run);
        }
    }

    public async IAsyncEnumerable<RunEvent> ReadEvents(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = journal.Enter(runId);
        try
        {
            await foreach (var happened in run.Memory.ReadEvents(after, cancellationToken)) yield return happened;
        }
        finally
        {
            journal.Leave(run);
        }
    }
}
