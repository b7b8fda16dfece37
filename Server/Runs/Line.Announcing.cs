using Interception.Server.Contracts;

namespace Interception.Server.Runs;

internal sealed partial class Line
{
    /// <summary>Tells a ticket where it stands, from now on.</summary>
    internal void Attend(Ticket ticket)
    {
        lock (_lock)
        {
            ticket.Listen();
            Announce();
        }
    }

    /// <summary>Learns how long a work took; the others' estimates may change.</summary>
    internal void Learn(StageWork work, TimeSpan took, Outcome outcome)
    {
        _times.Measured(work, took, outcome);
        lock (_lock) Announce();
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
        [.. _waiting.Take(Forecast.Depth).Select(ticket => ticket.Errand.RestBy(_times))],
        _times.Stays);
}
