namespace Interception.Server.Runs.Queue.Shared;

/// <summary>The times of a queue that several nodes share.</summary>
internal sealed record QueueTimes
{
    /// <summary>How long a lease is valid that nobody renews, and how long a node counts as there that says nothing.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How often a node looks although nothing has changed; every look renews what it holds.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long nobody must have looked for the queue to count as away or new.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long such a queue then serves nobody, so that every node can say what it holds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long anything of the queue is kept that nobody looks at.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromHours(1);
}
