using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Server.Runs.Queue;

/// <summary>The line as its tickets see it.</summary>
internal interface ITicketIssuer
{
    /// <summary>Takes a ticket out of the line, or from those who work; those behind it move up. Twice is harmless.</summary>
    void Leave(Ticket ticket);

    /// <summary>Tells a ticket where it stands, from now on.</summary>
    void StartNotifying(Ticket ticket);

    /// <summary>Learns how long a work took; the others' estimates may change.</summary>
    void RecordDuration(WorkKind work, TimeSpan took, TimeSpan held, Outcome outcome);
}
