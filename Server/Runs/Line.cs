using Interception.Server.Contracts;
using Interception.Server.Generation;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>One bounded first-come line of runs in front of the places. Ollama's own queue says nothing, so ours does.</summary>
internal sealed partial class Line
{
    private readonly Lock _lock = new();
    private readonly Turns _waiting = new();
    private readonly List<Ticket> _working = [];
    private readonly Places _places;
    private readonly WorkingTimes _times;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;

    public Line(Places places, WorkingTimes times, IOptions<QueueOptions> options, TimeProvider time)
    {
        (_places, _times, _options, _time) = (places, times, options.Value, time);
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
    /// <param name="tell">Told the position and estimate at first and when they change; not called without a wait.</param>
    /// <param name="isUrgent">True for one who is let in even when the line is full.</param>
    /// <exception cref="EndingException"><c>busy</c>: the line is full.</exception>
    public Ticket Join(Errand errand, Action<Queued> tell, bool isUrgent = false)
    {
        lock (_lock)
        {
            var ticket = new Ticket(this, errand, tell, new(_options.MaxWait, _time), _time);
            if (!IsHeld && _waiting.Count == 0 && _places.TryTake(out var place)) Serve(ticket, place);
            else if (!isUrgent && _waiting.Count >= _options.Capacity) throw Endings.Exception(Codes.Busy);
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
            Announce();
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

    /// <summary>Takes a ticket out of the line, or from those who work; those behind it move up.</summary>
    internal void Leave(Ticket ticket)
    {
        lock (_lock)
        {
            _working.Remove(ticket);
            if (!_waiting.Remove(ticket)) return;
            ticket.StandNowhere();
            _times.Waited(stayed: false);
            Announce();
        }
    }

    private void Add(Ticket ticket)
    {
        _waiting.Add(ticket);
        if (!IsHeld) ticket.Patience.Run();
        Number();
    }

    private void ServeNext()
    {
        lock (_lock)
        {
            while (!IsHeld && _waiting.Next is not null && _places.TryTake(out var place))
            {
                _times.Waited(stayed: true);
                Serve(_waiting.Take(), place);
            }
            Announce();
        }
    }

    private void Serve(Ticket ticket, Place place)
    {
        _working.Add(ticket);
        ticket.Serve(place);
    }
}
