using Interception.Server.Contracts;

namespace Interception.Server.Runs;

internal sealed partial class Run
{
    /// <summary>Begins.</summary>
    /// <param name="join">Joins the line; may refuse.</param>
    /// <exception cref="EndingException">What <paramref name="join"/> throws.</exception>
    public Ticket Begin(Func<Ticket> join)
    {
        lock (_lock) return Ticket = join();
    }

    /// <summary>Waits for the child, unless the run is to stop.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            if (_isLast) StopCode ??= Codes.ShuttingDown;
            if (StopCode is not null) End(Outcome.Stopped, StopCode);
            else
            {
                _phase = Phase.Paused;
                Journal.Write(new RunPause());
                _alarm.SetPaused(PauseIsOver);
            }
        }
    }

    /// <summary>Goes on after the pause.</summary>
    /// <param name="text">The revised interception; null for an unrevised one.</param>
    /// <param name="join">Joins the line; may refuse, and then the run stays paused as it was.</param>
    /// <returns>The ticket, or null when exactly this was said before.</returns>
    /// <exception cref="EndingException"><c>conflict</c>, or what <paramref name="join"/> throws.</exception>
    public Ticket? Continue(string? text, Func<Ticket> join)
    {
        lock (_lock)
        {
            if (_continuation is { } earlier)
                return earlier.Text == text ? null : throw Endings.Exception(Codes.Conflict);
            if (_phase != Phase.Paused) throw Endings.Exception(Codes.Conflict);
            Revise(text, join);
            _continuation = new(text);
            _phase = Phase.Active;
            Journal.Write(new RunContinue(Material.Revision is not null));
            _alarm.SetAbandoned(Abandon);
            return Ticket;
        }
    }

    /// <summary>Stops the run and its model; does nothing when it has ended.</summary>
    public void Stop(string code)
    {
        lock (_lock)
        {
            if (_phase == Phase.Ended) return;
            StopCode ??= code;
            if (_phase == Phase.Paused) End(Outcome.Stopped, StopCode);
        }
        _stop.Cancel();
    }

    /// <summary>Lets a run that works come to its pause or end, and no further; any other ends now.</summary>
    public void Finish()
    {
        lock (_lock) _isLast = true;
        if (State != RunState.Working) Stop(Codes.ShuttingDown);
    }

    /// <summary>Ends the run, once.</summary>
    public void End(Outcome outcome, string? code = null)
    {
        lock (_lock)
        {
            if (_phase == Phase.Ended) return;
            _phase = Phase.Ended;
            Journal.Write(new RunEnd(outcome, code, ComeBack.AfterMs(code)));
            _alarm.SetEnded();
            _metrics.RunEnded(outcome, code);
        }
        _ended.TrySetResult();
    }

    /// <summary>Joins the line with the revision, which says how much there is to do there.</summary>
    private void Revise(string? text, Func<Ticket> join)
    {
        Material.Revision = text == Material.Interception!.Value ? null : text;
        try
        {
            Ticket = join();
        }
        catch (EndingException)
        {
            Material.Revision = null;
            throw;
        }
    }

    private void PauseIsOver()
    {
        lock (_lock)
            if (_phase == Phase.Paused) End(Outcome.Stopped, Codes.Stopped);
    }

    private sealed record Continuation(string? Text);
}
