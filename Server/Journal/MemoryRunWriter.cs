using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>A journal in the hand of one writer, who loses it as soon as one with a larger fence takes it over.</summary>
internal sealed class MemoryRunWriter(MemoryRunJournal journal, long fence) : IRunJournal
{
    public void Write(RunEvent happened) => journal.Write(fence, happened);

    public void Write(Stage stage, string piece) => journal.Write(fence, stage, piece);

    public IAsyncEnumerable<string> ReadText(Stage stage, int offset, CancellationToken cancellationToken) =>
        journal.ReadText(stage, offset, cancellationToken);

    public IAsyncEnumerable<RunEvent> ReadEvents(long after, CancellationToken cancellationToken) =>
        journal.ReadEvents(after, cancellationToken);
}
