using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Server.Runs.Queue;

/// <summary>A run's claim to a place: in the line until served, at work until given back. The line's lock guards it.</summary>
internal sealed class Ticket : IDisposable
{
    private readonly TaskCompletionSource<ModelSlot> _place = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITicketIssuer _line;
    private readonly QueueNotifier _announcements;
    private readonly Action<Queued> _tell;
    private readonly TimeProvider _time;
    private readonly long _joined;
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan? _waited;
    private long? _servedAt;
    private IReadOnlyList<IDisposable> _begun = [];

    /// <summary>Made by the line only.</summary>
    internal Ticket(ITicketIssuer line, long number, QueuedWork work, Action<Queued> tell, WorkClock patience, TimeProvider time)
    {
        _line = line;
        _tell = tell;
        _announcements = new(tell, time);
        _time = time;
        _joined = time.GetTimestamp();
        Since = time.UnixMs();
        Number = number;
        Work = work;
        WaitLimit = patience;
    }

    /// <summary>The same run's next ticket, with what is left of its patience.</summary>
    internal Ticket Again(QueuedWork work) => new(_line, Number, work, _tell, WaitLimit, _time);

    /// <summary>Its name, and that of its lease.</summary>
    public string Id { get; } = SecretId.New();

    /// <summary>What the place is for.</summary>
    public QueuedWork Work { get; }

    /// <summary>Where it stands, 1 is next; null once it is served or has left.</summary>
    public int? Position { get; internal set; }

    /// <summary>What it holds its place by; null before it is served.</summary>
    public SlotLease? Lease { get; private set; }

    /// <summary>Completes when the lease is over without having been given back: the place may be another's by now.</summary>
    public Task Lost => _lost.Task;

    /// <summary>Whether it has come to its place.</summary>
    public bool IsServed => _place.Task.IsCompleted;

    /// <summary>How long it has waited, or waited until it was served.</summary>
    public TimeSpan Waited => _waited ?? _time.GetElapsedTime(_joined);

    /// <summary>Since when it waits, in Unix milliseconds.</summary>
    internal long Since { get; }

    /// <summary>Its number in the order of all who ever joined.</summary>
    internal long Number { get; }

    /// <summary>Whether it stands at the head, in front of all turns.</summary>
    internal bool IsAhead { get; set; }

    /// <summary>How long it may wait.</summary>
    internal WorkClock WaitLimit { get; }

    /// <summary>Its turn among those of other owners; see <see cref="FairOrder"/>.</summary>
    internal int Turn { get; set; }

    /// <summary>Whether anybody wants to hear where it stands.</summary>
    internal bool IsListening { get; private set; }

    /// <summary>Waits for the place; a wait that fails leaves the line.</summary>
    /// <exception cref="EndingException"><c>busy</c>: the wait was too long.</exception>
    /// <exception cref="OperationCanceledException">The caller left the line.</exception>
    public async Task<ModelSlot> PlaceAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, WaitLimit.Expired);
        // Whoever leaves is out of the line before anything else happens.
        using var leaving = either.Token.Register(() => _line.Leave(this));
        _line.StartNotifying(this);
        try
        {
            return await _place.Task.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            Dispose();
            if (cancellationToken.IsCancellationRequested) throw;
            throw Endings.Exception(Codes.Busy);
        }
    }

    /// <summary>The next part of the work begins.</summary>
    public void Begin(WorkClock clock) => Work.Begin(clock);

    /// <summary>The work has ended.</summary>
    public void End(Outcome outcome)
    {
        var (work, took) = Work.End();
        _line.RecordDuration(work, took, _servedAt is { } since ? _time.GetElapsedTime(since) : took, outcome);
    }

    /// <summary>Leaves the line, or gives the place back; twice is harmless.</summary>
    public void Dispose()
    {
        _line.Leave(this);
        if (!_place.Task.IsCompletedSuccessfully) return;
        foreach (var begun in _begun) begun.Dispose();
        _place.Task.Result.Dispose();
    }

    /// <summary>Hands the place over.</summary>
    /// <param name="place">The place.</param>
    /// <param name="lease">What it is held by.</param>
    /// <param name="begun">Disposed when it is given back.</param>
    internal void Serve(ModelSlot place, SlotLease lease, IReadOnlyList<IDisposable> begun)
    {
        Lease = lease;
        _begun = begun;
        _servedAt = _time.GetTimestamp();
        LeaveQueue();
        _place.SetResult(place);
    }

    /// <summary>What it has been told of its wait, and how long that was from then on.</summary>
    internal IEnumerable<(ForecastRange Forecast, double Waited)> Forecasts() => _announcements.Forecasts();

    /// <summary>Its wait is a teacher's doing from now on, and not as it was forecast.</summary>
    internal void Hold()
    {
        WaitLimit.Pause();
        _announcements.ForgetForecasts();
    }

    /// <summary>Neither waits nor hears any more.</summary>
    internal void LeaveQueue()
    {
        _waited ??= Waited;
        Position = null;
        WaitLimit.Dispose();
    }

    /// <summary>Wants to hear from now on.</summary>
    internal void StartNotifying() => IsListening = true;

    /// <summary>Hears where it stands, and why.</summary>
    internal void Notify(WaitEstimate? estimate, WaitReason reason)
    {
        if (IsListening && Position is { } position) _announcements.Notify(position, estimate, reason);
    }

    /// <summary>The lease is valid for longer.</summary>
    internal void Renew(SlotLease lease) => Lease = lease;

    /// <summary>The line knows nothing of it any more: what it stands for is another's by now.</summary>
    internal void Lose()
    {
        _lost.TrySetResult();
        _place.TrySetException(new LeaseLostException());
    }

    /// <summary>It cannot be told where it stands, and so waits no longer.</summary>
    internal void Break(Exception cause)
    {
        LeaveQueue();
        _place.TrySetException(new InvalidOperationException("What a waiting run was to be told could not be written down.", cause));
    }
}
