using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Queue;
using Interception.Server.Runs.Queue.Estimates;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>The real line on a virtual clock: whatever is to happen later waits in an agenda, and time jumps from one to the next.</summary>
internal sealed class PlayedLine
{
    private readonly FakeTimeProvider _time = new();
    private readonly PriorityQueue<Action, (TimeSpan At, int Nth)> _agenda = new();
    private readonly List<Visit> _waiting = [];
    private readonly List<Visit> _working = [];
    private readonly RunQueue _line;
    private readonly DateTimeOffset _begun;
    private TimeSpan _thaws;
    private int _nth;

    public PlayedLine(int places, int seed, params IQueueGate[] gates)
    {
        _line = new(new EndpointSlots([new("http://localhost:11434")], places), new(),
            Options.Create(new QueueOptions { Capacity = 1_000, MaxWait = TimeSpan.FromHours(2) }), _time, gates);
        _begun = _time.GetUtcNow();
        Random = new(seed);
    }

    /// <summary>The lesson's chances.</summary>
    public Random Random { get; }

    /// <summary>How far the lesson is.</summary>
    public TimeSpan Now => _time.GetUtcNow() - _begun;

    /// <summary>Everybody who joined the line.</summary>
    public List<Visit> Visits { get; } = [];

    /// <summary>A time around a median, now and then much longer.</summary>
    public TimeSpan Around(double medianSeconds, double spread) => TimeSpan.FromSeconds(medianSeconds * Math.Exp(spread *
        Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Sin(2 * Math.PI * Random.NextDouble())));

    /// <summary>Does something later.</summary>
    public void After(TimeSpan delay, Action act) => _agenda.Enqueue(act, (Now + delay, _nth++));

    /// <summary>Joins the line, and works through these when served.</summary>
    public Visit Join(string owner, IReadOnlyList<Chore> chores, Action<Visit> done, Action<Visit>? brokenOff = null, bool isAhead = false)
    {
        var visit = new Visit(owner, Now) { Chores = chores, Done = done, BrokenOff = brokenOff };
        visit.Ticket = _line.Join(ErrandOf(visit), told => visit.Newest.Told.Add((Now, told)), isAhead: isAhead);
        Wait(visit);
        return visit;
    }

    /// <summary>The server stands still so long with all that it works on.</summary>
    public void Freeze(TimeSpan length)
    {
        _thaws = Now + length;
        foreach (var visit in _working) Due(visit, visit.DueAt - Now + length);
    }

    /// <summary>All that the server works on fails there.</summary>
    public void BreakAll()
    {
        foreach (var visit in _working.ToList()) Break(visit);
    }

    /// <summary>Leaves the line, or the work.</summary>
    public void Leave(Visit visit)
    {
        visit.HasLeft = true;
        _waiting.Remove(visit);
        visit.Ticket.Dispose();
    }

    /// <summary>Plays until then.</summary>
    public void Play(TimeSpan length)
    {
        while (_agenda.TryDequeue(out var act, out var when) && when.At < length)
        {
            if (when.At > Now) _time.SetUtcNow(_begun + when.At);
            act();
            foreach (var served in _waiting.Where(visit => visit.Ticket.IsServed).ToList())
            {
                _waiting.Remove(served);
                served.ServedAt = Now;
                Work(served);
            }
        }
    }

    private static QueuedWork ErrandOf(Visit visit) => new(visit.Owner, [.. visit.Chores.Select(chore => chore.Work)]);

    private void Wait(Visit visit)
    {
        Visits.Add(visit);
        _waiting.Add(visit);
        _line.StartNotifying(visit.Ticket);
    }

    private void Work(Visit visit)
    {
        var clock = new WorkClock(TimeSpan.FromHours(2), _time);
        clock.Resume();
        visit.Ticket.Begin(clock);
        visit.BegunAt = Now;
        _working.Add(visit);
        Due(visit, visit.Chores[0].Takes + (_thaws > Now ? _thaws - Now : TimeSpan.Zero));
    }

    private void Due(Visit visit, TimeSpan left)
    {
        var due = visit.DueAt = Now + left;
        After(left, () =>
        {
            if (_working.Contains(visit) && visit.DueAt == due) End(visit);
        });
    }

    private void End(Visit visit)
    {
        _working.Remove(visit);
        if (visit.HasLeft) return;
        var chore = visit.Chores[0];
        if (chore.FailsAtEnd)
        {
            Break(visit);
            return;
        }
        visit.Ticket.End(chore.Ends);
        visit.Chores = [.. visit.Chores.Skip(1)];
        if (chore.Ends == Outcome.Completed && visit.Chores.Count > 0)
        {
            Work(visit);
        }
        else
        {
            visit.Ticket.Dispose();
            visit.Done(visit);
        }
    }

    /// <summary>A text that can be seen has broken off; anything else is begun again, at the head of the line.</summary>
    private void Break(Visit visit)
    {
        _working.Remove(visit);
        if (visit.HasLeft) return;
        if (visit.Chores[0].IsSeen && visit.BrokenOff is { } brokenOff)
        {
            visit.Ticket.End(Outcome.Failed);
            visit.Ticket.Dispose();
            brokenOff(visit);
            return;
        }
        var next = visit.Again(Now);
        next.Chores = [next.Chores[0] with { FailsAtEnd = false }, .. next.Chores.Skip(1)];
        next.Ticket = _line.Return(visit.Ticket, ErrandOf(next), hasFailed: true);
        visit.Ticket.Dispose();
        Wait(next);
    }
}

/// <summary>Work that will take so long and end so; the line does not know.</summary>
internal sealed record Chore(WorkKind Work, TimeSpan Takes, Outcome Ends = Outcome.Completed)
{
    /// <summary>Whether its text is seen while it is worked on, so that it cannot be begun again.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Whether the model server fails at its end.</summary>
    public bool FailsAtEnd { get; init; }
}

/// <summary>One wait for a place, and the work there.</summary>
internal sealed class Visit(string owner, TimeSpan joinedAt)
{
    private Visit? _next;

    public string Owner => owner;
    public TimeSpan JoinedAt => joinedAt;
    public TimeSpan? ServedAt { get; set; }
    public TimeSpan Waited => ServedAt!.Value - joinedAt;
    public bool HasLeft { get; set; }
    public TimeSpan BegunAt { get; set; }
    public TimeSpan DueAt { get; set; }
    public Ticket Ticket { get; set; } = null!;
    public required IReadOnlyList<Chore> Chores { get; set; }
    public required Action<Visit> Done { get; init; }
    public Action<Visit>? BrokenOff { get; init; }

    /// <summary>The last of the waits that one turn takes.</summary>
    public Visit Newest => _next?.Newest ?? this;

    /// <summary>What it was told, and when.</summary>
    public List<(TimeSpan At, Queued Said)> Told { get; } = [];

    /// <summary>The same turn's next wait.</summary>
    public Visit Again(TimeSpan now) => _next = new(Owner, now) { Chores = Chores, Done = Done, BrokenOff = BrokenOff };
}
