using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Server.Runs.Locking;
using Interception.Server.Runs.Queue.Estimates;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs.Queue.Shared;

/// <summary>One queue for all nodes, in Redis. Each node has the tickets of its own runs, and asks the queue about all of them in one look.</summary>
/// <remarks>
/// A look renews what the node holds, so it comes every second although nothing has changed. A lease that could not be
/// renewed in time is over: its place may be another's by then, and the ticket is lost.
/// </remarks>
internal sealed partial class SharedQueue : IRunQueue, ITicketIssuer, IAsyncDisposable
{
    private static readonly RedisScript Script = new("queue-serve");

    private readonly OrderedLock _lock = new(LockRank.Queue);
    private readonly Dictionary<string, SharedClaim> _claims = new(StringComparer.Ordinal);
    private readonly List<string> _leaves = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly RedisConnection _redis;
    private readonly EndpointSlots _places;
    private readonly QueueGates _gates;
    private readonly DurationStatistics _times;
    private readonly QueueOptions _options;
    private readonly QueueTimes _queueTimes;
    private readonly QueueTrouble _trouble;
    private readonly TimeProvider _time;
    private readonly ILogger<SharedQueue> _logger;
    private readonly NodeReadiness? _readiness;
    private readonly NodeStatus? _status;
    private readonly Task _looking;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile QueueAnswer _answer = new();
    private bool? _hold;
    private volatile int _length;

    public SharedQueue(
        RedisConnection redis, EndpointSlots places, DurationStatistics times, IOptions<QueueOptions> options, QueueTimes queueTimes, TimeProvider time,
        ILogger<SharedQueue> logger, IEnumerable<IQueueGate>? gates = null, NodeReadiness? readiness = null, NodeStatus? status = null)
    {
        _redis = redis;
        _places = places;
        _times = times;
        _options = options.Value;
        _queueTimes = queueTimes;
        _time = time;
        _logger = logger;
        _readiness = readiness;
        _status = status;
        _trouble = new(time);
        _gates = new(places, gates ?? []);
        places.Freed += LookAgain;
        _gates.Changed += LookAgain;
        _looking = Task.Run(LookAsync);
    }

    /// <inheritdoc/>
    public bool IsHeld { get; private set; }

    /// <inheritdoc/>
    public int Length => _length;

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
    public async ValueTask<Ticket> JoinAsync(QueuedWork work, Action<Queued> tell, bool isUrgent, bool isAhead)
    {
        var ticket = new Ticket(this, number: 0, work, tell, new(_options.MaxWait, _time), _time);
        var claim = new SharedClaim(ticket, isAhead, isUrgent || isAhead ? -1 : _options.Capacity);
        Add(claim);
        await claim.Joined;
        return ticket;
    }

    /// <inheritdoc/>
    public Ticket Return(Ticket before, QueuedWork work, bool hasFailed)
    {
        var ticket = before.Again(work);
        var claim = new SharedClaim(ticket, isAhead: true, most: -1);
        using (_lock.Enter())
        {
            if (hasFailed) _trouble.Lose(before.Work.Spent);
            if (_claims.TryGetValue(before.Id, out var had)) claim.Nth = had.Nth;
        }
        Add(claim);
        return ticket;
    }

    /// <inheritdoc/>
    public void Hold() => SetHold(true);

    /// <inheritdoc/>
    public void Release() => SetHold(false);

    /// <inheritdoc/>
    public void Leave(Ticket ticket)
    {
        using (_lock.Enter())
        {
            if (!_claims.Remove(ticket.Id, out var claim)) return;
            _leaves.Add(ticket.Id);
            if (claim.IsWaiting)
            {
                ticket.LeaveQueue();
                _times.Waited(stayed: false);
            }
            claim.Refuse(new OperationCanceledException());
        }
        LookAgain();
    }

    /// <inheritdoc/>
    public void StartNotifying(Ticket ticket)
    {
        using var held = _lock.Enter();
        ticket.StartNotifying();
        Announce();
    }

    /// <inheritdoc/>
    public void RecordDuration(WorkKind work, TimeSpan took, TimeSpan held, Outcome outcome)
    {
        using var entered = _lock.Enter();
        _times.Measured(work, took, outcome);
        if (outcome == Outcome.Failed) _trouble.Lose(held);
        Announce();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _places.Freed -= LookAgain;
        _gates.Changed -= LookAgain;
        await _closing.CancelAsync();
        await _looking;
        // Places that were given back in the end are another's at once.
        if (_leaves.Count > 0) await TryLookOnceAsync();
    }

    private void Add(SharedClaim claim)
    {
        using (_lock.Enter())
        {
            _claims[claim.Ticket.Id] = claim;
            if (!IsHeld) claim.Ticket.WaitLimit.Resume();
        }
        LookAgain();
    }

    private void SetHold(bool isHeld)
    {
        using (_lock.Enter())
        {
            _hold = isHeld;
            Stand(isHeld);
            Announce();
        }
        LookAgain();
    }

    /// <summary>The time of a hold is nobody's wait.</summary>
    private void Stand(bool isHeld)
    {
        if (IsHeld == isHeld) return;
        IsHeld = isHeld;
        foreach (var claim in _claims.Values.Where(claim => claim.IsWaiting))
        {
            if (isHeld) claim.Ticket.Hold();
            else claim.Ticket.WaitLimit.Resume();
        }
    }

    private void LookAgain()
    {
        using var held = _lock.Enter();
        _news.TrySetResult();
    }
}
