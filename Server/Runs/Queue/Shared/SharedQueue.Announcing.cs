using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Server.Runs.Queue.Shared;

internal sealed partial class SharedQueue
{
    /// <summary>Under the lock, so that nobody hears of an older position after a newer one, or of one after its turn.</summary>
    private void Announce()
    {
        var waiting = _claims.Values.Where(claim => claim.IsWaiting && claim.Ticket.Position is not null).OrderBy(claim => claim.Ticket.Position).ToList();
        _trouble.See(waiting is [var first, ..] && _gates.GateFor(first.Ticket.Work, IsHeld) == WaitReason.Model);
        if (!waiting.Exists(claim => claim.Ticket.IsListening)) return;
        var estimates = Estimates();
        foreach (var ticket in waiting.Select(claim => claim.Ticket))
            TryTell(ticket, ticket.Position - 1 < estimates.Count ? estimates[ticket.Position!.Value - 1] : null);
    }

    /// <summary>A run that cannot be told where it stands ends by itself; the others stand on.</summary>
    private void TryTell(Ticket ticket, WaitEstimate? estimate)
    {
        try
        {
            var reason = _gates.ReasonFor(ticket.Work, IsHeld);
            ticket.Notify(reason == WaitReason.Place ? estimate : null, reason);
        }
        catch (Exception e)
        {
            _claims.Remove(ticket.Id);
            _leaves.Add(ticket.Id);
            _news.TrySetResult();
            ticket.Break(e);
        }
    }

    private IReadOnlyList<WaitEstimate> Estimates() => IsHeld ? [] : WaitForecast.Simulate(Math.Max(1, _places.Open),
        [.. _answer.Working.Select(work => QueuedWork.RestOf(work, _times))],
        [.. _answer.Line.Select(work => QueuedWork.RestOf(work, _times))],
        _times.Stays, _trouble.Expected());
}
