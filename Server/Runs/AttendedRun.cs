using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Server.Journal;

namespace Interception.Server.Runs;

/// <summary>A run as its callers read it: while one of them reads, somebody attends the run.</summary>
/// <param name="id">The run's key.</param>
/// <param name="journal">Where it is written down.</param>
/// <param name="readers">Where its readers are counted and timed; null for a run that has not worked here.</param>
/// <param name="metrics">Told what is open, and how slow readers are.</param>
internal sealed class AttendedRun(string id, IRunReader journal, RunReaders? readers, ReaderMetrics metrics)
{
    /// <summary>The run's key.</summary>
    public string Id => id;

    /// <summary>Attends a run that works at another node, until the result is disposed.</summary>
    public Func<IDisposable>? Visit { get; init; }

    /// <summary>Reads a stage's text from an offset on.</summary>
    public async IAsyncEnumerable<string> ReadText(
        Stage stage, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = readers?.Enter() ?? Visit?.Invoke();
        using var open = metrics.Open("text");
        var passage = readers?.Hops.Enter(stage, offset);
        // No text is as long as an int can count, so the largest one lies beyond every text.
        await foreach (var piece in journal.ReadText(stage, (int)Math.Clamp(offset, int.MinValue, int.MaxValue), cancellationToken))
        {
            var handed = metrics.Now;
            yield return piece;
            var taken = metrics.Now;
            passage?.Take(piece.Length, handed, taken);
            metrics.Took(handed, taken);
        }
    }

    /// <summary>Reads the events after a sequence number.</summary>
    public async IAsyncEnumerable<RunEvent> ReadEvents(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = readers?.Enter() ?? Visit?.Invoke();
        using var open = metrics.Open("events");
        await foreach (var happened in journal.ReadEvents(after, cancellationToken)) yield return happened;
    }

    /// <summary>How the run ended, for a reader that came too late to see it. Waits for the end.</summary>
    public async Task<EndingException> EndingAsync(CancellationToken cancellationToken) =>
        EventLog.EndingOf(await ReadEvents(0, cancellationToken).ToListAsync(cancellationToken));
}
