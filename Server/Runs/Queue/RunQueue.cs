using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Locking;
using Interception.Server.Runs.Queue.Estimates;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs.Queue;

/// <summary>The line in this process's memory. Ollama's own queue says nothing, so ours does.</summary>
/// <remarks>Every answer is there at once. A lease needs no end: who holds it goes with the line.</remarks>
internal sealed partial class RunQueue : IRunQueue, ITicketIssuer
{
    private readonly OrderedLock _lock = new(LockRank.Queue);
    private readonly FairOrder _waiting = new();
    private readonly List<Ticket> _working = [];
    private readonly EndpointSlots _places;
    private readonly DurationStatistics _times;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly QueueGates _gates;
    private readonly QueueTrouble _trouble;
    private volatile int _length;
    private long _joined;
    private long _fence;

    public RunQueue(EndpointSlots places, DurationStatistics times, IOptions<QueueOptions> options, TimeProvider time, IEnumerable<IQueueGate>? gates = null)
    {
        _places = places;
        _times = times;
        _options = options.Value;
        _time = time;
        _trouble = new(time);
        _gates = new(places, gates ?? []);
        places.Freed += ServeNext;
        _gates.Changed += ServeNext;
    }

    /// <inheritdoc/>
    public bool IsHeld { get; private set; }

    /// <inheritdoc/>
    public int Length => _length;

    /// <inheritdoc/>
    public IReadOnlyList<int> Taken => [.. _places.Endpoints.Select(_places.TakenAt)];

    /// <inheritdoc/>
    public TroubleEstimate Trouble
    {
        get
        {
            using var held = _lock.Enter();
            return _trouble.Expected();
        }
    }

    /// <inheritdoc/>
    public ValueTask<Ticket> JoinAsync(QueuedWork work, Action<Queued> tell, bool isUrgent, bool isAhead) => new(Join(work, tell, isUrgent, isAhead));

    /// <inheritdoc cref="IRunQueue.JoinAsync"/>
    public Ticket Join(QueuedWork work, Action<Queued> tell, bool isUrgent = false, bool isAhead = false)
    {
        using var held = _lock.Enter();
        var ticket = new Ticket(this, ++_joined, work, tell, new(_options.MaxWait, _time), _time);
        if (MayBeServed(ticket) && (isAhead || !_waiting.Any(CanBeServed)) && _places.TryAcquire(work.Request, out var place)) Serve(ticket, place);
        else if (!isUrgent && !isAhead && _waiting.Count >= _options.Capacity) throw Endings.Exception(Codes.Busy);
        else Add(ticket, isAhead);
        return ticket;
    }

    /// <inheritdoc/>
    public Ticket Return(Ticket before, QueuedWork work, bool hasFailed = false)
    {
        using var held = _lock.Enter();
        var ticket = before.Again(work);
        if (hasFailed) _trouble.Lose(before.Work.Spent);
        Add(ticket, isAhead: true);
        ServeNext();
        return ticket;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WaitingRun>> ReadAsync()
    {
        using var held = _lock.Enter();
        return new([.. _waiting.Select((ticket, n) => new WaitingRun(ticket.Work.Run, n + 1, ticket.Since))]);
    }

    /// <inheritdoc/>
    public void Hold()
    {
        using var held = _lock.Enter();
        IsHeld = true;
        foreach (var ticket in _waiting) ticket.Hold();
        Announce();
    }

    /// <inheritdoc/>
    public void Release()
    {
        using (_lock.Enter())
        {
            IsHeld = false;
            foreach (var ticket in _waiting) ticket.WaitLimit.Resume();
        }
        ServeNext();
    }

    /// <inheritdoc/>
    public void Leave(Ticket ticket)
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
        while (_waiting.FirstOrDefault(CanBeServed) is { } next && _places.TryAcquire(next.Work.Request, out var place))
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
        ticket.Serve(place, NewLease(ticket), _gates.Serve(ticket.Work, place.Endpoint));
    }

    private SlotLease NewLease(Ticket ticket)
    {
        _fence = Math.Max(_fence, ticket.Work.Fence) + 1;
        return new(ticket.Id, _fence, ExpiresAt: null);
    }

    private bool CanBeServed(Ticket ticket) => MayBeServed(ticket) && _places.IsFreeFor(ticket.Work.Request);

    private bool MayBeServed(Ticket ticket) => _gates.ReasonFor(ticket.Work, IsHeld) == WaitReason.Place;
}
