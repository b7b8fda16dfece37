using Interception.Server.Contracts;
using Interception.Server.Generation;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>One bounded first-come line of runs in front of the places. Ollama's own queue says nothing, so ours does.</summary>
internal sealed class Line
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
    /// <exception cref="EndingException"><c>busy</c>: the line is full.</exception>
    public Ticket Join(Errand errand, Action<Queued> tell)
    {
        lock (_lock)
        {
            var ticket = new Ticket(this, errand, tell, new(_options.MaxWait, _time), _time);
            if (!IsHeld && _waiting.Count == 0 && _places.TryTake(out var place)) Serve(ticket, place);
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

    /// <summary>Tells a ticket where it stands, from now on.</summary>
    internal void Attend(Ticket ticket)
    {
        lock (_lock)
        {
            ticket.Listen();
            Announce();
        }
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

    /// <summary>Learns how long a work took; the others' estimates may change.</summary>
    internal void Learn(StageWork work, TimeSpan took, Outcome outcome)
    {
        _times.Measured(work, took, outcome);
        lock (_lock) Announce();
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

    private void Number()
    {
        var position = 1;
        foreach (var ticket in _waiting) ticket.Position = position++;
    }

    private void Announce()
    {
        Number();
        if (!_waiting.Any(ticket => ticket.IsListening)) return;
        var estimates = Estimates();
        foreach (var (ticket, n) in _waiting.Select((ticket, n) => (ticket, n)))
            ticket.Hear(n < estimates.Count ? estimates[n] : null);
    }

    /// <summary>Nobody knows how long a teacher will hold the line.</summary>
    private IReadOnlyList<Estimate> Estimates() => IsHeld ? [] : Forecast.Of(_places.Count,
        [.. _working.Select(ticket => ticket.Errand.RestBy(_times))],
        [.. _waiting.Take(Forecast.Reach).Select(ticket => ticket.Errand.RestBy(_times))],
        _times.Stays);
}
