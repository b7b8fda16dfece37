using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Server.Journal;

namespace Interception.Server.Runs;

/// <summary>A run as its callers read it: while one of them reads, somebody attends the run.</summary>
/// <param name="id">The run's key.</param>
/// <param name="journal">Where it is written down.</param>
/// <param name="readers">Where its readers are counted and timed; null for a run that has not worked here.</param>
internal sealed class AttendedRun(string id, IRunReader journal, RunReaders? readers)
{
    /// <summary>The run's key.</summary>
    public string Id => id;

    /// <summary>Reads a stage's text from an offset on.</summary>
    public async IAsyncEnumerable<string> ReadText(
        Stage stage, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = readers?.Enter();
        var passage = readers?.Hops.Enter(stage, offset);
        // No text is as long as an int can count, so the largest one lies beyond every text.
        await foreach (var piece in journal.ReadText(stage, (int)Math.Clamp(offset, int.MinValue, int.MaxValue), cancellationToken))
        {
            passage?.Hand();
            yield return piece;
            passage?.Take(piece.Length);
        }
    }

    /// <summary>Reads the events after a sequence number.</summary>
    public async IAsyncEnumerable<RunEvent> ReadEvents(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = readers?.Enter();
        await foreach (var happened in journal.ReadEvents(after, cancellationToken)) yield return happened;
    }
}
