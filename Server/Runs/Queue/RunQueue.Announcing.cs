using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Server.Runs.Queue;

internal sealed partial class RunQueue
{
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

    private void Number()
    {
        var position = 1;
        foreach (var ticket in _waiting) ticket.Position = position++;
        _length = _waiting.Count;
    }

    /// <summary>Under the lock, so that nobody hears of an older position after a newer one, or of one after its turn.</summary>
    private void Announce()
    {
        Number();
        _trouble.See(_waiting.FirstOrDefault() is { } first && _gates.GateFor(first.Work, IsHeld) == WaitReason.Model);
        if (!_waiting.Any(ticket => ticket.IsListening)) return;
        var estimates = Estimates();
        var broken = new List<Ticket>();
        foreach (var (ticket, n) in _waiting.Select((ticket, n) => (ticket, n)))
            if (!TryTell(ticket, n < estimates.Count ? estimates[n] : null)) broken.Add(ticket);
        if (broken.Count == 0) return;
        // Who was told already may hear that it moved up at the next change; this is a defect's path.
        foreach (var ticket in broken) _waiting.Remove(ticket);
        Number();
    }

    /// <summary>A run that cannot be told where it stands ends by itself; the others stand on.</summary>
    private bool TryTell(Ticket ticket, WaitEstimate? estimate)
    {
        try
        {
            var reason = _gates.ReasonFor(ticket.Work, IsHeld);
            // Nobody knows how long a teacher will hold the line, or a server will be away.
            ticket.Notify(reason == WaitReason.Place ? estimate : null, reason);
            return true;
        }
        catch (Exception e)
        {
            ticket.Break(e);
            return false;
        }
    }

    private IReadOnlyList<WaitEstimate> Estimates() => IsHeld ? [] : WaitForecast.Simulate(Math.Max(1, _places.Open),
        [.. _working.Select(ticket => ticket.Work.RestBy(_times))],
        [.. _waiting.Take(WaitForecast.Depth).Select(ticket => ticket.Work.RestBy(_times))],
        _times.Stays, _trouble.Expected());
}
