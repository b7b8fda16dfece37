using System.Collections.Concurrent;

namespace Interception.Server.Journal;

/// <summary>Journals in this process's memory; a restart forgets them all.</summary>
internal sealed class MemoryJournal(TimeProvider time) : IJournal
{
    private readonly ConcurrentDictionary<string, MemoryRunJournal> _runs = new(StringComparer.Ordinal);

    public IRunJournal Open(string runId)
    {
        var run = new MemoryRunJournal(time);
        // The id is a secret, so it is not in the message.
        return _runs.TryAdd(runId, run) ? run : throw new InvalidOperationException("The run has a journal already.");
    }

    public IRunJournal? Find(string runId) => _runs.GetValueOrDefault(runId);

    public void Forget(string runId)
    {
        if (_runs.TryRemove(runId, out var run))
        {
            run.Forget();
        }
    }
}
