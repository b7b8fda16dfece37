using Interception.Server.Contracts;
using Interception.Server.Generation;

namespace Interception.Server.Runs;

/// <summary>A run's claim to a place: in the line until served, at work until given back. The line's lock guards it.</summary>
internal sealed class Ticket : IDisposable
{
    private readonly TaskCompletionSource<Place> _place = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Line _line;
    private readonly Announcements _announcements;
    private readonly TimeProvider _time;
    private readonly long _joined;
    private TimeSpan? _waited;

    /// <summary>Made by the line only.</summary>
    internal Ticket(Line line, Errand errand, Action<Queued> tell, WorkClock patience, TimeProvider time)
    {
        (_line, Errand, _announcements, Patience, _time) = (line, errand, new(tell, time), patience, time);
        _joined = time.GetTimestamp();
    }

    /// <summary>What the place is for.</summary>
    public Errand Errand { get; }

    /// <summary>Where it stands, 1 is next; null once it is served or has left.</summary>
    public int? Position { get; internal set; }

    /// <summary>Whether it has come to its place.</summary>
    public bool IsServed => _place.Task.IsCompleted;

    /// <summary>How long it has waited, or waited until it was served.</summary>
    public TimeSpan Waited => _waited ?? _time.GetElapsedTime(_joined);

    /// <summary>How long it may wait.</summary>
    internal WorkClock Patience { get; }

    /// <summary>Its turn among those of other owners; see <see cref="Turns"/>.</summary>
    internal int Turn { get; set; }

    /// <summary>Whether anybody wants to hear where it stands.</summary>
    internal bool IsListening { get; private set; }

    /// <summary>Waits for the place; a wait that fails leaves the line.</summary>
    /// <exception cref="EndingException"><c>busy</c>: the wait was too long.</exception>
    /// <exception cref="OperationCanceledException">The caller left the line.</exception>
    public async Task<Place> PlaceAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Patience.Expired);
        // Whoever leaves is out of the line before anything else happens.
        using var leaving = either.Token.Register(() => _line.Leave(this));
        _line.Attend(this);
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

    /// <summary>The errand's next work begins.</summary>
    public void Begin(WorkClock clock) => Errand.Begin(clock);

    /// <summary>The work has ended.</summary>
    public void End(Outcome outcome)
    {
        var (work, took) = Errand.End();
        _line.Learn(work, took, outcome);
    }

    /// <summary>Leaves the line, or gives the place back; twice is harmless.</summary>
    public void Dispose()
    {
        _line.Leave(this);
        if (_place.Task.IsCompletedSuccessfully) _place.Task.Result.Dispose();
    }

    /// <summary>Hands the place over.</summary>
    internal void Serve(Place place)
    {
        StandNowhere();
        _place.SetResult(place);
    }

    /// <summary>Neither waits nor hears any more.</summary>
    internal void StandNowhere()
    {
        _waited ??= Waited;
        Position = null;
        Patience.Dispose();
    }

    /// <summary>Wants to hear from now on.</summary>
    internal void Listen() => IsListening = true;

    /// <summary>Hears where it stands, and why.</summary>
    internal void Hear(Estimate? estimate, WaitReason reason)
    {
        if (IsListening && Position is { } position) _announcements.Say(position, estimate, reason);
    }

    /// <summary>It cannot be told where it stands, and so waits no longer.</summary>
    internal void Break(Exception cause)
    {
        StandNowhere();
        _place.TrySetException(new InvalidOperationException("What a waiting run was to be told could not be written down.", cause));
    }
}
