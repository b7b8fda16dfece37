using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Locking;
using Interception.Server.Runs.Queue.Estimates;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs.Queue;

/// <summary>One bounded first-come line of runs in front of the places. Ollama's own queue says nothing, so ours does.</summary>
internal sealed partial class RunQueue
{
    private readonly OrderedLock _lock = new(LockRank.Queue);
    private readonly FairOrder _waiting = new();
    private readonly List<Ticket> _working = [];
    private readonly EndpointSlots _places;
    private readonly DurationStatistics _times;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly IQueueGate[] _gates;
    private readonly QueueTrouble _trouble;
    private volatile int _length;
    private long _joined;

    public RunQueue(EndpointSlots places, DurationStatistics times, IOptions<QueueOptions> options, TimeProvider time, IEnumerable<IQueueGate>? gates = null)
    {
        _places = places;
        _times = times;
        _options = options.Value;
        _time = time;
        _trouble = new(time);
        _gates = [.. gates ?? []];
        places.Freed += ServeNext;
        foreach (var gate in _gates) gate.Changed += ServeNext;
    }

    /// <summary>While held nobody is served; those who wait keep their places, and others may join.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>How many wait.</summary>
    public int Length => _length;

    /// <summary>What failing servers have cost lately, as the estimates expect it.</summary>
    public TroubleEstimate Trouble
    {
        get
        {
            using var held = _lock.Enter();
            return _trouble.Expected();
        }
    }

    /// <summary>Joins the line, or takes a place at once when one is free and nobody waits.</summary>
    /// <param name="errand">What the place is for.</param>
    /// <param name="tell">Told the position and estimate at first and when they change; not called without a wait.</param>
    /// <param name="isUrgent">True for one who is let in even when the line is full.</param>
    /// <param name="isAhead">True for one who had its turn and lost it: it is let in at the head.</param>
    /// <exception cref="EndingException"><c>busy</c>: the line is full.</exception>
    public Ticket Join(QueuedWork errand, Action<Queued> tell, bool isUrgent = false, bool isAhead = false)
    {
        using var held = _lock.Enter();
        var ticket = new Ticket(this, ++_joined, errand, tell, new(_options.MaxWait, _time), _time);
        if (MayBeServed(ticket) && (isAhead || !_waiting.Any(CanBeServed)) && _places.TryAcquire(errand.Request, out var place)) Serve(ticket, place);
        else if (!isUrgent && !isAhead && _waiting.Count >= _options.Capacity) throw Endings.Exception(Codes.Busy);
        else Add(ticket, isAhead);
        return ticket;
    }

    /// <summary>Joins again with a turn that one has had already: at the head, however full the line is.</summary>
    /// <param name="before">The ticket of that turn; what it waited counts on.</param>
    /// <param name="errand">What is left to do.</param>
    /// <param name="hasFailed">Whether a server has failed it, so that the work at hand was in vain.</param>
    internal Ticket Return(Ticket before, QueuedWork errand, bool hasFailed = false)
    {
        using var held = _lock.Enter();
        var ticket = before.Again(errand);
        if (hasFailed) _trouble.Lose(before.Errand.Spent);
        Add(ticket, isAhead: true);
        ServeNext();
        return ticket;
    }

    /// <summary>Serves nobody until <see cref="Release"/>. Those who work go on.</summary>
    public void Hold()
    {
        using var held = _lock.Enter();
        IsHeld = true;
        foreach (var ticket in _waiting) ticket.Hold();
        Announce();
    }

    /// <summary>Serves again; the time of the hold was nobody's wait.</summary>
    public void Release()
    {
        using (_lock.Enter())
        {
            IsHeld = false;
            foreach (var ticket in _waiting) ticket.WaitLimit.Resume();
        }
        ServeNext();
    }

    /// <summary>Takes a ticket out of the line, or from those who work; those behind it move up.</summary>
    internal void Leave(Ticket ticket)
    {
        using var held = _lock.Enter();
        _working.Remove(ticket);
        if (!_waiting.Remove(ticket)) return;
        ticket.LeaveQueue();
        _times.Waited(stayed: false);
        Announce();
    }

    private void Add(Ticket ticket, bool isAhead)
    {
        if (isAhead) _waiting.AddAhead(ticket);
        else _waiting.Add(ticket);
        if (!IsHeld) ticket.WaitLimit.Resume();
        Number();
    }

    private void ServeNext()
    {
        using var held = _lock.Enter();
        // Who must wait for a certain server is passed by those whom another one suits.
        while (_waiting.FirstOrDefault(CanBeServed) is { } next && _places.TryAcquire(next.Errand.Request, out var place))
        {
            _times.Waited(stayed: true);
            _waiting.Take(next);
            Serve(next, place);
        }
        Announce();
    }

    private void Serve(Ticket ticket, ModelSlot place)
    {
        _working.Add(ticket);
        _trouble.Serve(ticket.Forecasts());
        ticket.Serve(place, [.. _gates.Select(gate => gate.Served(ticket.Errand, place.Endpoint)).OfType<IDisposable>()]);
    }

    private bool CanBeServed(Ticket ticket) => MayBeServed(ticket) && _places.IsFreeFor(ticket.Errand.Request);

    private bool MayBeServed(Ticket ticket) => ReasonFor(ticket) == WaitReason.Place;

    /// <summary>Why a ticket is not served; a gate or a load that holds it back, or else others who come first.</summary>
    private WaitReason ReasonFor(Ticket ticket) =>
        GateFor(ticket) ?? (_places.IsLoadingFor(ticket.Errand.Request) ? WaitReason.Model : WaitReason.Place);

    private WaitReason? GateFor(Ticket ticket)
    {
        if (IsHeld) return WaitReason.Hold;
        foreach (var gate in _gates)
            if (gate.HoldsBack(ticket.Errand) is { } reason) return reason;
        return null;
    }
}
