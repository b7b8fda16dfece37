using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs.Limits;

namespace Interception.Server.Runs;

/// <summary>
/// Takes over runs that have lost their node. A run of which its stage has shown nothing goes on here; what others have
/// begun to show is never spliced with what a model would write anew, so any other run ends.
/// </summary>
internal sealed partial class RunTakeover(
    RunKeeper keeper, RunFactory factory, RunRegistry live, RunDispatcher dispatcher, RunExecutor executor, ActiveRunLimiter active,
    BrokenOffTexts brokenOff, IEnumerable<IRunObserver> observers, ILogger<RunTakeover> logger)
{
    /// <summary>Takes a run over, unless it is somebody else's by now.</summary>
    /// <param name="found">Its record, as it waits or works.</param>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public async Task TakeAsync(RunRecord found)
    {
        if (live.IsClosing || live.TryFind(found.Id) is not null || keeper.IsToBeForgotten(found.Id)) return;
        var share = await active.GoOnAsync(found.Work.Accounts);
        if (await factory.TryResumeAsync(found, found, share) is { } run) await TakeAsync(run);
        else share.Dispose();
    }

    private async Task TakeAsync(Run run)
    {
        live.Add(run);
        try
        {
            var written = run.Journal.Written;
            LogTaken(logger, run.Label, run.StagesDone, written.Chars);
            if (written.Ended > run.StagesDone && written.Last is { Code: { } code } last) await EndAsync(run, last, code);
            else if (written.Chars > 0 || written.Ended != run.StagesDone) await BreakOffAsync(run, written);
            else if (run.IsAtPause && run.Record.Continuation is null) await run.PauseAsync();
            else if (run.StagesDone == run.Plan.Stages.Count) await run.EndAsync(Outcome.Completed);
            else dispatcher.Dispatch(run, await run.BeginAsync(() => dispatcher.JoinAsync(run, hadTurn: true)));
        }
        catch (EndingException refused) when (refused.Code is Codes.Busy or Codes.ShuttingDown)
        {
            // The next node that looks goes on with it.
            await run.LeaveAsync();
        }
        catch (EndingException refused)
        {
            await run.EndAsync(Endings.ForCode(refused.Code).Outcome ?? Outcome.Failed, refused.Code);
        }
    }

    /// <summary>A stage has ended the run, and perhaps nobody but its journal was told.</summary>
    private async Task EndAsync(Run run, StageEnd last, string code)
    {
        foreach (var observer in observers) observer.StageEnded(run, last);
        await run.EndAsync(last.Outcome, code);
    }

    /// <summary>What was shown stays, and nothing comes after it.</summary>
    private async Task BreakOffAsync(Run run, WrittenStages written)
    {
        brokenOff.Add(run);
        if (written.Open is { } stage)
        {
            var (chars, pieces) = (written.Chars, Math.Sign(written.Chars));
            run.Journal.Write(new StageEnd(
                stage, Outcome.Failed, Codes.ProviderInterrupted, null, chars, pieces, executor.ModelOf(run.Record, stage), null, DurationMs: 0));
        }
        await run.EndAsync(Outcome.Failed, Codes.ProviderInterrupted);
    }

    // Figures and names only.
    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} has lost its node and was taken over after {Stages} stages; the next one has shown {Chars} characters.")]
    private static partial void LogTaken(ILogger logger, string run, int stages, int chars);
}
