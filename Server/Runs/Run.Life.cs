using Interception.Server.Contracts;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

internal sealed partial class Run
{
    /// <summary>Begins.</summary>
    /// <param name="join">Joins the line; may refuse.</param>
    /// <exception cref="EndingException">What <paramref name="join"/> throws.</exception>
    public Ticket Begin(Func<Ticket> join)
    {
        using var held = _lock.Enter();
        _since = NowMs;
        return Ticket = join();
    }

    /// <summary>Takes its turn again, with another ticket.</summary>
    /// <param name="join">Joins the line.</param>
    public void Rejoin(Func<Ticket> join)
    {
        using var held = _lock.Enter();
        _since = NowMs;
        Ticket = join();
    }

    /// <summary>Waits for the child, unless the run is to stop.</summary>
    public void Pause()
    {
        using var held = _lock.Enter();
        if (_isLast) StopCode ??= Codes.ShuttingDown;
        if (StopCode is not null)
        {
            End(Outcome.Stopped, StopCode);
            return;
        }
        Journal.Write(new RunPause());
        Trace.Pause();
        _phase = Phase.Paused;
        _since = NowMs;
        _share.Dispose();
        _alarm.SetPaused(PauseIsOver);
    }

    /// <summary>Waits until no other command of this run is at work, and keeps others waiting until disposed.</summary>
    public async ValueTask<IDisposable> CommandAsync()
    {
        await _commands.WaitAsync();
        return new CommandTurn(_commands);
    }

    /// <summary>Whether the run went on, or goes on, after exactly this was said.</summary>
    /// <exception cref="EndingException"><c>conflict</c>: it does not pause, or went on after something else.</exception>
    public bool WasContinued(string? text)
    {
        using var held = _lock.Enter();
        if (_continuation is { } earlier) return earlier.Text == text ? true : throw Endings.Exception(Codes.Conflict);
        return _phase == Phase.Paused ? false : throw Endings.Exception(Codes.Conflict);
    }

    /// <summary>Goes on after the pause.</summary>
    /// <param name="text">The revised interception; null for an unrevised one.</param>
    /// <param name="share">What it holds of its caller's shares from now on.</param>
    /// <param name="join">Joins the line; may refuse, and then the run stays paused as it was.</param>
    /// <exception cref="EndingException"><c>conflict</c>, or what <paramref name="join"/> throws.</exception>
    public Ticket Continue(string? text, IDisposable share, Func<Ticket> join)
    {
        using var held = _lock.Enter();
        if (_phase != Phase.Paused) throw Endings.Exception(Codes.Conflict);
        Revise(text, join);
        _share = share;
        _continuation = new(text);
        _phase = Phase.Active;
        _since = NowMs;
        WriteContinue();
        Trace.Continue();
        _alarm.SetAbandoned(Abandon);
        return Ticket!;
    }

    /// <summary>Stops the run and its model; does nothing when it has ended.</summary>
    public void Stop(string code)
    {
        using (_lock.Enter())
        {
            if (_phase == Phase.Ended) return;
            StopCode ??= code;
            if (_phase == Phase.Paused) End(Outcome.Stopped, StopCode);
        }
        // Not under the lock: whoever is told of it leaves the line, and closes calls.
        _stop.Cancel();
    }

    /// <summary>Lets a run that works come to its pause or end, and no further; any other ends now.</summary>
    public void Finish()
    {
        using (_lock.Enter()) _isLast = true;
        if (State != RunState.Working) Stop(Codes.ShuttingDown);
    }

    /// <summary>Ends the run, once; whatever its journal does, it has ended then.</summary>
    public void End(Outcome outcome, string? code = null)
    {
        using (_lock.Enter())
        {
            if (_phase == Phase.Ended) return;
            _phase = Phase.Ended;
            _since = NowMs;
            EndedAs = outcome;
            _share.Dispose();
            if (TryWriteEnd(new(outcome, code, RetryAfter.AfterMs(code)))) _alarm.SetEnded();
            // Whoever reads it would wait for an ending that cannot be written down.
            else _alarm.SetLost();
            _metrics.RunEnded(outcome, code);
            Trace.End(outcome, code);
        }
        _ended.TrySetResult();
    }

    /// <summary>Joins the line with the revision, which says how much there is to do there.</summary>
    private void Revise(string? text, Func<Ticket> join)
    {
        Material.Revision = text == Material.Interception!.Value ? null : text;
        Text = text ?? Material.Interception.Value;
        try
        {
            Ticket = join();
        }
        catch
        {
            Material.Revision = null;
            throw;
        }
    }

    private void WriteContinue()
    {
        try
        {
            Journal.Write(new RunContinue(Material.Revision is not null));
        }
        catch
        {
            Ticket!.Dispose();
            End(Outcome.Failed, Codes.Internal);
            throw;
        }
    }

    private bool TryWriteEnd(RunEnd end)
    {
        try
        {
            Journal.Write(end);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void PauseIsOver()
    {
        using var held = _lock.Enter();
        if (_phase == Phase.Paused) End(Outcome.Stopped, Codes.Stopped);
    }

    private sealed record RunContinuation(string? Text);

    private sealed class CommandTurn(SemaphoreSlim commands) : IDisposable
    {
        public void Dispose() => commands.Release();
    }
}
