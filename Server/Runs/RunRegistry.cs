using System.Collections.Concurrent;

namespace Interception.Server.Runs;

/// <summary>The runs that wait or work at this node, and whether it takes more.</summary>
internal sealed class RunRegistry
{
    private readonly ConcurrentDictionary<string, Run> _live = new(StringComparer.Ordinal);
    private volatile bool _isClosing;

    /// <summary>Whether the server is going down: no run starts or goes on any more.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>Every run that waits or works, in no order.</summary>
    public IReadOnlyList<Run> All => [.. _live.Values];

    /// <summary>Finds a run that waits or works; null when there is none.</summary>
    public Run? TryFind(string id) => _live.GetValueOrDefault(id);

    /// <summary>Takes no more runs.</summary>
    public void Close() => _isClosing = true;

    /// <summary>Takes a run in.</summary>
    public void Add(Run run) => _live[run.Id] = run;

    /// <summary>Lets go of a run; one that went on meanwhile as another object stays.</summary>
    public void Remove(Run run) => _live.TryRemove(new(run.Id, run));
}
