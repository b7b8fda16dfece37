using System.Collections;

namespace Interception.Server.Runs.Queue;

/// <summary>
/// Those who wait, in their order: who comes first is served first, among owners. An owner's first run takes the
/// present turn and each further one the turn after the one before, so whoever queues many is overtaken by those
/// who queue one. Nobody else is ever overtaken.
/// </summary>
internal sealed class FairOrder : IEnumerable<Ticket>
{
    private readonly LinkedList<Ticket> _waiting = [];
    private int _turn;

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Takes a ticket in, behind all whose turn comes no later.</summary>
    public void Add(Ticket ticket)
    {
        ticket.Turn = TurnOf(ticket.Errand.Owner);
        var before = _waiting.Last;
        while (before is { } other && other.Value.Turn > ticket.Turn) before = other.Previous;
        if (before is null) _waiting.AddFirst(ticket);
        else _waiting.AddAfter(before, ticket);
    }

    /// <summary>Takes a ticket in at the head, behind others at the head who came before it.</summary>
    public void AddAhead(Ticket ticket)
    {
        ticket.Turn = _turn;
        ticket.IsAhead = true;
        var next = _waiting.First;
        while (next is { Value.IsAhead: true } other && other.Value.Number < ticket.Number) next = other.Next;
        if (next is null) _waiting.AddLast(ticket);
        else _waiting.AddBefore(next, ticket);
    }

    /// <summary>Takes one out that is served; its turn is the present one.</summary>
    public void Take(Ticket next)
    {
        _waiting.Remove(next);
        // Who was held back is served later than some behind it, and turns never go back.
        _turn = Math.Max(_turn, next.Turn);
    }

    /// <summary>Takes a ticket out that leaves.</summary>
    /// <returns>False when it does not wait.</returns>
    public bool Remove(Ticket ticket) => _waiting.Remove(ticket);

    public IEnumerator<Ticket> GetEnumerator() => _waiting.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int TurnOf(string? owner) =>
        1 + _waiting.Where(other => owner is not null && other.Errand.Owner == owner).Select(other => other.Turn).Append(_turn).Max();
}
