using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>A run's turn: its place, or its wait for one. It keeps the turn when it gives the place back on the way.</summary>
/// <param name="run">Whose turn it is.</param>
/// <param name="ticket">Its first claim to a place.</param>
/// <param name="line">Where it waits.</param>
/// <param name="remaining">What is left to do, when it waits again.</param>
internal sealed class RunTurn(Run run, Ticket ticket, IRunQueue line, Func<QueuedWork> remaining) : IHeldSlot, IDisposable
{
    private Ticket _ticket = ticket;
    private bool _isAside;
    private bool _isInLine;

    /// <summary>The clock of the stage that is worked on.</summary>
    public WorkClock? Stage { get; set; }

    /// <summary>Waits for the place.</summary>
    /// <exception cref="Contracts.EndingException"><c>busy</c>: all waits together were too long.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        using var span = RunTrace.Begin("queue");
        var place = await PlaceAsync(cancellationToken);
        // One number from the place to the last letter: whoever held it before is shut out.
        run.Journal.Raise(_ticket.Lease!.Fence);
        run.Material.Endpoint = place.Endpoint;
        _isAside = false;
        _isInLine = false;
        _ = WatchLeaseAsync(_ticket);
    }

    /// <summary>Gives the slot back and waits at the head of the queue, while the clocks are paused.</summary>
    /// <param name="stage">The clock of the stage.</param>
    /// <param name="isLost">Whether the stage begins again, so that its work is lost; a text that only waits for its verdict is not.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ReturnAsync(WorkClock stage, bool isLost, CancellationToken cancellationToken)
    {
        stage.Pause();
        run.Clock.Pause();
        var before = _ticket;
        Rejoin(remaining(), isLost);
        // Only now: nobody else could have come in between.
        before.Dispose();
        await TakeAsync(cancellationToken);
        run.Clock.Resume();
    }

    /// <summary>Gives the place back for as long as something else is waited for, and then goes to the head of the line.</summary>
    public async Task StepAsideAsync(Func<Task> wait, CancellationToken cancellationToken)
    {
        GiveBack();
        await wait();
        Rejoin(remaining());
        await HoldAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void GiveBack()
    {
        if (_isAside) return;
        _isAside = true;
        PauseClocks();
        _ticket.Dispose();
    }

    /// <inheritdoc/>
    public void Return(string? model)
    {
        if (!_isAside || _isInLine) return;
        var work = remaining();
        // It is in the middle of a call, and that goes there.
        work.Endpoint = run.Material.Endpoint;
        work.First = model;
        Rejoin(work);
    }

    /// <inheritdoc/>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (!_isAside) return;
        Return(model: null);
        PauseClocks();
        await TakeAsync(cancellationToken);
        if (Stage is { } stage) _ticket.Begin(stage);
        Stage?.Resume();
        run.Clock.Resume();
    }

    public void Dispose() => _ticket.Dispose();

    private void Rejoin(QueuedWork work, bool isLost = false)
    {
        var before = _ticket;
        run.Rejoin(() => _ticket = line.Return(before, work, hasFailed: isLost));
        _isInLine = true;
    }

    private async Task<ModelSlot> PlaceAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _ticket.PlaceAsync(cancellationToken);
            }
            catch (LeaseLostException) when (!run.IsLeft)
            {
                // The queue took this node for dead, but nobody has taken the run over: it had its turn and has it again.
                Rejoin(remaining());
            }
        }
    }

    private async Task WatchLeaseAsync(Ticket held)
    {
        await held.Lost;
        run.LosePlace();
    }

    private void PauseClocks()
    {
        Stage?.Pause();
        run.Clock.Pause();
    }
}
