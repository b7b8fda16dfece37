using Interception.Server.Contracts;
using Interception.Server.Generation;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>One bounded first-come line of runs in front of the places. Ollama's own queue says nothing, so ours does.</summary>
internal sealed class Line
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Ticket> _waiting = [];
    private readonly Places _places;
    private readonly IOptions<QueueOptions> _options;
    private readonly TimeProvider _time;

    public Line(Places places, IOptions<QueueOptions> options, TimeProvider time)
    {
        (_places, _options, _time) = (places, options, time);
        places.Freed += ServeNext;
    }

    /// <summary>Joins the line, or takes a place at once when one is free and nobody waits.</summary>
    /// <param name="onPosition">Told the position (1 is next) at first and on every change; not called without a wait.</param>
    /// <exception cref="EndingException"><c>busy</c>: the line is full.</exception>
    public Ticket Join(Action<int> onPosition)
    {
        var ticket = new Ticket(this, onPosition, _time);
        lock (_lock)
        {
            if (_waiting.Count == 0 && _places.TryTake(out var place)) ticket.Serve(place);
            else if (_waiting.Count >= _options.Value.Capacity) throw Endings.Exception(Codes.Busy);
            else _waiting.AddLast(ticket);
        }
        return ticket;
    }

    /// <summary>How many wait.</summary>
    public int Length
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>How long a run may wait.</summary>
    internal TimeSpan MaxWait => _options.Value.MaxWait;

    /// <summary>Tells everybody where they stand; those who know already hear nothing.</summary>
    internal void Announce()
    {
        lock (_lock) MoveUp();
    }

    /// <summary>Takes a ticket out of the line; those behind it move up.</summary>
    internal void Leave(Ticket ticket)
    {
        lock (_lock)
            if (_waiting.Remove(ticket)) MoveUp();
    }

    private void ServeNext()
    {
        lock (_lock)
        {
            while (_waiting.First is { } next && _places.TryTake(out var place))
            {
                _waiting.RemoveFirst();
                next.Value.Serve(place);
            }
            MoveUp();
        }
    }

    private void MoveUp()
    {
        var position = 1;
        foreach (var ticket in _waiting) ticket.Tell(position++);
    }
}
