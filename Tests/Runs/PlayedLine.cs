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
    private readonly RunQueue _line;
    private readonly DateTimeOffset _begun;
    private int _nth;

    public PlayedLine(int places, int seed)
    {
        _line = new(new EndpointSlots([new("http://localhost:11434")], places), new(),
            Options.Create(new QueueOptions { Capacity = 1_000, MaxWait = TimeSpan.FromHours(2) }), _time);
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
    public Visit Join(string owner, IReadOnlyList<Chore> chores, Action<Visit> done)
    {
        var visit = new Visit(owner, Now);
        visit.Ticket = _line.Join(new(owner, [.. chores.Select(chore => chore.Work)]), told => visit.Told.Add((Now, told)));
        _line.StartNotifying(visit.Ticket);
        visit.Served = () =>
        {
            visit.ServedAt = Now;
            Work(visit, chores, done);
        };
        Visits.Add(visit);
        _waiting.Add(visit);
        return visit;
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
                served.Served();
            }
        }
    }

    private void Work(Visit visit, IReadOnlyList<Chore> chores, Action<Visit> done)
    {
        var chore = chores[0];
        var clock = new WorkClock(TimeSpan.FromHours(2), _time);
        clock.Resume();
        visit.Ticket.Begin(clock);
        After(chore.Takes, () =>
        {
            if (visit.HasLeft) return;
            visit.Ticket.End(chore.Ends);
            if (chore.Ends == Outcome.Completed && chores.Count > 1)
            {
                Work(visit, [.. chores.Skip(1)], done);
            }
            else
            {
                visit.Ticket.Dispose();
                done(visit);
            }
        });
    }
}

/// <summary>Work that will take so long and end so; the line does not know.</summary>
internal sealed record Chore(WorkKind Work, TimeSpan Takes, Outcome Ends = Outcome.Completed);

/// <summary>One wait for a place, and the work there.</summary>
internal sealed class Visit(string owner, TimeSpan joinedAt)
{
    public string Owner => owner;
    public TimeSpan JoinedAt => joinedAt;
    public TimeSpan? ServedAt { get; set; }
    public TimeSpan Waited => ServedAt!.Value - joinedAt;
    public bool HasLeft { get; set; }
    public Ticket Ticket { get; set; } = null!;
    public Action Served { get; set; } = () => { };

    /// <summary>What it was told, and when.</summary>
    public List<(TimeSpan At, Queued Said)> Told { get; } = [];
}
