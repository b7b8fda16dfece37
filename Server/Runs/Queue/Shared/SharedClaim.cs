namespace Interception.Server.Runs.Queue.Shared;

/// <summary>One ticket of this node in a queue that several share. The queue's lock guards it.</summary>
/// <param name="ticket">The ticket.</param>
/// <param name="isAhead">Whether it stands at the head.</param>
/// <param name="most">How many may wait for it to be let in; -1 when that does not matter.</param>
internal sealed class SharedClaim(Ticket ticket, bool isAhead, int most)
{
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The ticket.</summary>
    public Ticket Ticket => ticket;

    /// <summary>Completes when the queue has let it in, and fails when it has not.</summary>
    public Task Joined => _joined.Task;

    /// <summary>Whether the queue has yet to be told of it.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>Its number in the order of all who ever joined; 0 before the queue has said.</summary>
    public long Nth { get; set; }

    /// <summary>Its turn, as the queue has said.</summary>
    public long Turn { get; set; }

    /// <summary>The server of its place; -1 while it waits.</summary>
    public int Endpoint { get; set; } = -1;

    /// <summary>Whether it waits.</summary>
    public bool IsWaiting => Endpoint < 0;

    /// <summary>What the queue is told of it.</summary>
    /// <param name="offer">Where it may work.</param>
    public QueueJoin Join(string offer) =>
        new(ticket.Id, ticket.Work.Owner ?? "", offer, ticket.Work.Write(), ticket.Work.Fence, Nth, Turn, isAhead, Nth > 0 ? -1 : most)
        {
            R = ticket.Work.Run,
            S = ticket.Since,
        };

    /// <summary>What the queue is told of its place.</summary>
    public QueueHolding Hold() => new(ticket.Id, Endpoint, ticket.Lease!.Fence, Turn, ticket.Work.Write());

    /// <summary>The queue has let it in.</summary>
    public void LetIn() => _joined.TrySetResult();

    /// <summary>The queue has not.</summary>
    public void Refuse(Exception why)
    {
        _joined.TrySetException(why);
        _ = _joined.Task.Exception;
    }
}
