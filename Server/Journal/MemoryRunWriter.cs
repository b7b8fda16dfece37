using Interception.Server.Contracts;
using Interception.Server.Scheduling;

namespace Interception.Server.Journal;

/// <summary>A journal in the hand of one writer, who loses it as soon as one with a larger fence takes it over.</summary>
internal sealed class MemoryRunWriter(MemoryRunJournal journal, long fence) : IRunJournal
{
    private long _fence = fence;

    public long Fence => Interlocked.Read(ref _fence);

    public void Raise(long fence)
    {
        for (var now = Fence; now < fence;) now = Interlocked.CompareExchange(ref _fence, fence, now);
    }

    public void OnWanted(Action<RunWish> hear) => journal.Hear(hear);

    public WrittenStages Written => journal.Written;

    public void Write(RunEvent happened) => journal.Write(Fence, happened);

    public void Write(Stage stage, string piece) =>
        WriterThread.Run((journal, Fence, stage, piece), static text => text.journal.Write(text.Fence, text.stage, text.piece));

    public IAsyncEnumerable<string> ReadText(Stage stage, int offset, CancellationToken cancellationToken) =>
        journal.ReadText(stage, offset, cancellationToken);

    public IAsyncEnumerable<RunEvent> ReadEvents(long after, CancellationToken cancellationToken) =>
        journal.ReadEvents(after, cancellationToken);
}
