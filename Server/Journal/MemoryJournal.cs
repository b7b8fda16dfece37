using System.Collections.Concurrent;

namespace Interception.Server.Journal;

/// <summary>Journals in this process's memory; a restart forgets them all. Every answer is there at once.</summary>
internal sealed class MemoryJournal(TimeProvider time) : IJournal
{
    private readonly ConcurrentDictionary<string, MemoryRunJournal> _runs = new(StringComparer.Ordinal);

    public ValueTask<IRunJournal> OpenAsync(string runId, long fence, CancellationToken cancellationToken)
    {
        var run = new MemoryRunJournal(time);
        // The id is a secret, so it is not in the message.
        if (!_runs.TryAdd(runId, run)) throw new InvalidOperationException("The run has a journal already.");
        return new(new MemoryRunWriter(run, fence));
    }

    public ValueTask<IRunJournal?> TakeOverAsync(string runId, long fence, CancellationToken cancellationToken) =>
        new(_runs.TryGetValue(runId, out var run) ? new MemoryRunWriter(run, fence) : null);

    public ValueTask<IRunReader?> FindAsync(string runId, CancellationToken cancellationToken) => new(_runs.GetValueOrDefault(runId));

    public ValueTask<AppendAnswer> AppendAsync(string runId, JournalAddition addition, CancellationToken cancellationToken) =>
        // A store that came back empty answers so, and is told everything again.
        new(_runs.TryGetValue(runId, out var run) ? run.Append(addition) : new AppendAnswer(AppendResult.Gap, 0, RunWish.Go));

    public ValueTask WantAsync(string runId, RunWish wish, CancellationToken cancellationToken)
    {
        _runs.GetValueOrDefault(runId)?.Want(wish);
        return ValueTask.CompletedTask;
    }

    public ValueTask ForgetAsync(string runId, CancellationToken cancellationToken)
    {
        if (_runs.TryRemove(runId, out var run)) run.Forget();
        return ValueTask.CompletedTask;
    }
}
