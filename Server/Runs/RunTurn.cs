using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>A run's turn: its place, or its wait for one. It keeps the turn when it gives the place back on the way.</summary>
/// <param name="run">Whose turn it is.</param>
/// <param name="ticket">Its first claim to a place.</param>
/// <param name="line">Where it waits.</param>
/// <param name="errand">What is left to do, when it waits again.</param>
internal sealed class RunTurn(Run run, Ticket ticket, RunQueue line, Func<QueuedWork> errand) : IDisposable
{
    private Ticket _ticket = ticket;

    /// <summary>Waits for the place.</summary>
    /// <exception cref="Contracts.EndingException"><c>busy</c>: all waits together were too long.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var place = await _ticket.PlaceAsync(cancellationToken);
        run.Material.Endpoint = place.Endpoint;
    }

    /// <summary>Gives the place back and waits at the head of the line, on nobody's working time.</summary>
    public async Task ReturnAsync(WorkClock stage, CancellationToken cancellationToken)
    {
        stage.Pause();
        run.Clock.Pause();
        var before = Rejoin();
        // Only now: nobody else could have come in between.
        before.Dispose();
        await TakeAsync(cancellationToken);
        run.Clock.Resume();
    }

    /// <summary>Gives the place back for as long as something else is waited for, and then goes to the head of the line.</summary>
    public async Task StepAsideAsync(Func<Task> wait, CancellationToken cancellationToken)
    {
        run.Clock.Pause();
        _ticket.Dispose();
        await wait();
        Rejoin();
        await TakeAsync(cancellationToken);
        run.Clock.Resume();
    }

    private Ticket Rejoin()
    {
        var before = _ticket;
        run.Rejoin(() => _ticket = line.Return(before, errand()));
        return before;
    }

    public void Dispose() => _ticket.Dispose();
}
