using System.Collections;

namespace Interception.Server.Runs.Queue;

/// <summary>
/// The waiting runs in their order: first come, first served among owners. An owner's first run takes the
/// present turn and each further one a later turn, so an owner with many runs is overtaken by owners
/// with one. Nobody else is ever overtaken.
/// </summary>
internal sealed class FairOrder : IEnumerable<Ticket>
{
    private readonly LinkedList<Ticket> _waiting = [];
    private int _turn;

    /// <summary>How many runs wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Adds a ticket behind all whose turn is not later.</summary>
    public void Add(Ticket ticket)
    {
        ticket.Turn = TurnOf(ticket.Work.Owner);
        var before = _waiting.Last;
        while (before is { } other && other.Value.Turn > ticket.Turn) before = other.Previous;
        if (before is null) _waiting.AddFirst(ticket);
        else _waiting.AddAfter(before, ticket);
    }

    /// <summary>Adds a ticket at the head, behind others that were added there before.</summary>
    public void AddAhead(Ticket ticket)
    {
        ticket.Turn = _turn;
        ticket.IsAhead = true;
        var next = _waiting.First;
        while (next is { Value.IsAhead: true } other && other.Value.Number < ticket.Number) next = other.Next;
        if (next is null) _waiting.AddLast(ticket);
        else _waiting.AddBefore(next, ticket);
    }

    /// <summary>Removes a ticket that is served; its turn becomes the present one.</summary>
    public void Take(Ticket next)
    {
        _waiting.Remove(next);
        // A run that was held back is served after some behind it, and turns never go back.
        _turn = Math.Max(_turn, next.Turn);
    }

    /// <summary>Removes a ticket that leaves.</summary>
    /// <returns>False when it does not wait.</returns>
    public bool Remove(Ticket ticket) => _waiting.Remove(ticket);

    public IEnumerator<Ticket> GetEnumerator() => _waiting.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int TurnOf(string? owner) =>
        1 + _waiting.Where(other => owner is not null && other.Work.Owner == owner).Select(other => other.Turn).Append(_turn).Max();
}
