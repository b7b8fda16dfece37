namespace Interception.Server.Runs.Queue.Shared;

/// <summary>One ticket of this node in a line that several share. The queue's lock guards it.</summary>
/// <param name="ticket">The ticket.</param>
/// <param name="isAhead">Whether it stands at the head.</param>
/// <param name="most">How many may wait for it to be let in; -1 when that does not matter.</param>
internal sealed class SharedClaim(Ticket ticket, bool isAhead, int most)
{
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The ticket.</summary>
    public Ticket Ticket => ticket;

    /// <summary>Completes when the line has let it in, and fails when it has not.</summary>
    public Task Joined => _joined.Task;

    /// <summary>Whether the line has yet to be told of it.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>Its number in the order of all who ever joined; 0 before the line has said.</summary>
    public long Nth { get; set; }

    /// <summary>Its turn, as the line has said.</summary>
    public long Turn { get; set; }

    /// <summary>The server of its place; -1 while it waits.</summary>
    public int Endpoint { get; set; } = -1;

    /// <summary>Whether it waits.</summary>
    public bool IsWaiting => Endpoint < 0;

    /// <summary>What the line is told of it.</summary>
    /// <param name="offer">Where it may work.</param>
    public LineJoin Join(string offer) =>
        new(ticket.Id, ticket.Errand.Owner ?? "", offer, ticket.Errand.Write(), ticket.Errand.Fence, Nth, Turn, isAhead, Nth > 0 ? -1 : most);

    /// <summary>What the line is told of its place.</summary>
    public LineHolding Hold() => new(ticket.Id, Endpoint, ticket.Lease!.Fence, Turn, ticket.Errand.Write());

    /// <summary>The line has let it in.</summary>
    public void LetIn() => _joined.TrySetResult();

    /// <summary>The line has not.</summary>
    public void Refuse(Exception why)
    {
        _joined.TrySetException(why);
        _ = _joined.Task.Exception;
    }
}
