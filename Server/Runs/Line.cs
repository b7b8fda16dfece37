using Interception.Server.Contracts;
using Interception.Server.Generation;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>
/// One bounded first-come line of runs in front of the places. Ollama's own queue says nothing, so ours does.
/// An owner's first run takes the present turn and each further one the turn after the one before, so whoever
/// queues many is overtaken by those who queue one, and never overtakes.
/// </summary>
internal sealed class Line
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Ticket> _waiting = [];
    private readonly Places _places;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private int _turn;

    public Line(Places places, IOptions<QueueOptions> options, TimeProvider time)
    {
        (_places, _options, _time) = (places, options.Value, time);
        places.Freed += ServeNext;
    }

    /// <summary>While held nobody is served; those who wait keep their places, and others may join.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>How many wait.</summary>
    public int Length
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>Joins the line, or takes a place at once when one is free and nobody waits.</summary>
    /// <param name="errand">What the place is for.</param>
    /// <param name="tell">Told the position at first and whenever it is better; not called without a wait.</param>
    /// <exception cref="EndingException"><c>busy</c>: the line is full.</exception>
    public Ticket Join(Errand errand, Action<Queued> tell)
    {
        lock (_lock)
        {
            var ticket = new Ticket(this, errand, tell, new(_options.MaxWait, _time), _time) { Turn = TurnOf(errand) };
            if (!IsHeld && _waiting.Count == 0 && _places.TryTake(out var place)) ticket.Serve(place);
            else if (_waiting.Count >= _options.Capacity) throw Endings.Exception(Codes.Busy);
            else Add(ticket);
            return ticket;
        }
    }

    /// <summary>Serves nobody until <see cref="Release"/>. Those who work go on.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            IsHeld = true;
            foreach (var ticket in _waiting) ticket.Patience.Stand();
        }
    }

    /// <summary>Serves again; the time of the hold was nobody's wait.</summary>
    public void Release()
    {
        lock (_lock)
        {
            IsHeld = false;
            foreach (var ticket in _waiting) ticket.Patience.Run();
        }
        ServeNext();
    }

    /// <summary>Tells a ticket where it stands, from now on.</summary>
    internal void Attend(Ticket ticket)
    {
        lock (_lock)
        {
            ticket.Listen();
            MoveUp();
        }
    }

    /// <summary>Takes a ticket out of the line; those behind it move up.</summary>
    internal void Leave(Ticket ticket)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(ticket)) return;
            ticket.StandNowhere();
            MoveUp();
        }
    }

    private int TurnOf(Errand errand) =>
        1 + _waiting.Where(other => errand.Owner is not null && other.Errand.Owner == errand.Owner)
            .Select(other => other.Turn).Append(_turn).Max();

    private void Add(Ticket ticket)
    {
        var before = _waiting.Last;
        while (before is { } other && other.Value.Turn > ticket.Turn) before = other.Previous;
        if (before is null) _waiting.AddFirst(ticket);
        else _waiting.AddAfter(before, ticket);
        if (!IsHeld) ticket.Patience.Run();
        MoveUp();
    }

    private void ServeNext()
    {
        lock (_lock)
        {
            while (!IsHeld && _waiting.First is { } next && _places.TryTake(out var place))
            {
                _waiting.RemoveFirst();
                _turn = next.Value.Turn;
                next.Value.Serve(place);
            }
            MoveUp();
        }
    }

    private void MoveUp()
    {
        var position = 1;
        foreach (var ticket in _waiting) ticket.Stand(position++);
    }
}
