using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

internal sealed partial class Run
{
    /// <summary>Begins.</summary>
    /// <param name="join">Joins the line; may refuse.</param>
    /// <exception cref="EndingException">What <paramref name="join"/> throws.</exception>
    public async ValueTask<Ticket> BeginAsync(Func<ValueTask<Ticket>> join)
    {
        readers.Left += WatchReaders;
        WatchReaders();
        _since = parts.NowMs;
        // A stop that comes before the ticket does is heard by whoever waits with it.
        Ticket = await join();
        journal.OnWanted(Hear);
        journal.Heard += LeaveWhenOvertaken;
        LeaveWhenOvertaken();
        return Ticket;
    }

    /// <summary>Takes its turn again, with another ticket.</summary>
    /// <param name="join">Joins the line.</param>
    public void Rejoin(Func<Ticket> join)
    {
        using var held = _lock.Enter();
        _since = parts.NowMs;
        Ticket = join();
    }

    /// <summary>Leaves the run to the child, unless it is to stop.</summary>
    public async Task PauseAsync()
    {
        if (IsToStop() is { } stopped)
        {
            await EndAsync(Outcome.Stopped, stopped);
            return;
        }
        share.Dispose();
        // Before it is written: whoever reads of the pause may go on at once.
        Trace.Pause();
        await _noted;
        await ChangeAsync(RunPhase.Paused, new RunPause());
        // A stop that came while this was written was said to this object, and to no other.
        if (TryLeave() is { } late) await EndAsync(Outcome.Stopped, late);
        else LetGo();
    }

    /// <summary>Stops the run and its model.</summary>
    /// <returns>False when it is not active here any more: then its record says what becomes of it.</returns>
    public bool Stop(string code)
    {
        using (_lock.Enter())
        {
            if (_phase != RunPhase.Active) return false;
            StopCode ??= code;
        }
        // Not under the lock: whoever is told of it leaves the line, and closes calls.
        _stop.Cancel();
        return true;
    }

    /// <summary>Does what another node wants of it.</summary>
    private void Hear(RunWish wish)
    {
        if (wish == RunWish.Stop) Stop(Codes.Stopped);
        if (wish == RunWish.Hold) Finish();
    }

    /// <summary>Lets a run that works come to its pause or end, and no further; any other ends now, or goes on at another node.</summary>
    public void Finish()
    {
        if (parts.Store.IsShared)
        {
            if (State == RunState.Waiting && HasShownNothing) Leave();
            return;
        }
        using (_lock.Enter()) _isLast = true;
        if (State == RunState.Waiting) Stop(Codes.ShuttingDown);
    }

    /// <summary>Ends the run, once; whatever its journal does, it has ended then.</summary>
    public async Task EndAsync(Outcome outcome, string? code = null)
    {
        using (_lock.Enter())
        {
            if (_phase == RunPhase.Ended) return;
            _phase = RunPhase.Ended;
            _since = parts.NowMs;
            _endedAs = outcome;
        }
        share.Dispose();
        try
        {
            await _noted;
            await ChangeAsync(RunPhase.Ended, new RunEnd(outcome, code, RetryAfter.AfterMs(code)));
        }
        catch (Exception)
        {
            // Whoever reads it would wait for an ending that cannot be written down.
            await parts.Keeper.ForgetAsync(_record);
        }
        parts.Metrics.RunEnded(outcome, code);
        parts.Traces.End(Id, outcome, code);
        _ = parts.Keeper.HasEndedAsync(_record);
        LetGo();
        _ended.TrySetResult();
    }

    /// <summary>Lets go of a run that was never begun.</summary>
    public void Dispose()
    {
        share.Dispose();
        LetGo();
        _ended.TrySetResult();
    }

    private string? IsToStop()
    {
        using var held = _lock.Enter();
        if (_isLast) StopCode ??= Codes.ShuttingDown;
        return StopCode;
    }

    private string? TryLeave()
    {
        using var held = _lock.Enter();
        if (_isLast) StopCode ??= Codes.ShuttingDown;
        if (StopCode is null) _phase = RunPhase.Paused;
        return StopCode;
    }

    /// <summary>Writes down what becomes of it, and what readers are told of that, in one.</summary>
    private async Task ChangeAsync(RunPhase phase, RunEvent? said)
    {
        var changed = _record with
        {
            Phase = phase,
            Stage = Stage,
            StagesDone = StagesDone,
            Since = phase == RunPhase.Active ? Since : parts.NowMs,
            IsServed = phase == RunPhase.Active && Ticket is { IsServed: true },
            EndedAs = _endedAs,
            Category = Category,
            Worked = clock.Used,
            Waited = Ticket?.Waited ?? TimeSpan.Zero,
            Fence = journal.Fence,
        };
        _record = await parts.Store.TryChangeAsync(_record, changed, journal, said) ?? _record;
    }

    private void LetGo()
    {
        readers.Left -= WatchReaders;
        journal.Heard -= LeaveWhenOvertaken;
        _abandon?.Dispose();
        clock.Dispose();
        parts.Live.Remove(this);
        _over.TrySetResult();
    }
}
