namespace Interception.Server.Runs.Queue.Shared;

/// <summary>What a node says to the queue in one look. The names are those of <c>queue-serve.lua</c>.</summary>
internal sealed record QueueLook
{
    public required string Node { get; init; }
    public required int Parallel { get; init; }

    /// <summary>1 holds the queue, 0 releases it, -1 leaves it as it is.</summary>
    public required int Hold { get; init; }

    public required long LeaseMs { get; init; }
    public required long NodeMs { get; init; }
    public required long Quiet { get; init; }
    public required long Grace { get; init; }
    public required long KeepMs { get; init; }
    public required int Depth { get; init; }

    /// <summary>The nodes that may be there, so that a queue that has lost everything waits for what they hold.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    public required IReadOnlyList<string> Leaves { get; init; }
    public required IReadOnlyList<QueueHolding> Holds { get; init; }
    public required IReadOnlyList<QueueJoin> Joins { get; init; }
    public required IReadOnlyList<QueueOffer> Offers { get; init; }
}

/// <summary>A place that this node holds: by which lease, where, under which number, for which turn, and what is left to do there.</summary>
internal sealed record QueueHolding(string Id, int E, long F, long T, string W);

/// <summary>One who joins.</summary>
/// <param name="Id">The ticket's name.</param>
/// <param name="O">The owner; empty for nobody.</param>
/// <param name="P">Where it may work.</param>
/// <param name="W">What is left to do.</param>
/// <param name="F">The run's own number so far.</param>
/// <param name="Nth">Its number in the order of all who ever joined; 0 for a new one.</param>
/// <param name="Turn">Its turn; 0 for a new one.</param>
/// <param name="Ahead">Whether it stands at the head.</param>
/// <param name="Most">How many may wait; -1 when that does not matter.</param>
internal sealed record QueueJoin(string Id, string O, string P, string W, long F, long Nth, long Turn, bool Ahead, int Most)
{
    /// <summary>The run's id; empty where nobody asks for it.</summary>
    public string R { get; init; } = "";

    /// <summary>Since when it waits, in Unix milliseconds.</summary>
    public long S { get; init; }
}

/// <summary>Where a ticket of this node may work at the moment: the numbers of the servers, in order; empty for nowhere.</summary>
internal sealed record QueueOffer(string Id, string P);
