using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>Going on with a paused run, which may have been begun at another node.</summary>
internal sealed partial class RunCommands
{
    /// <summary>How often a continue is tried that others have come before; only a defect comes near it.</summary>
    private const int MostTries = 10;

    /// <summary>Goes on with a paused run; the same again does nothing.</summary>
    /// <param name="id">The run's key.</param>
    /// <param name="text">Null, or the revised interception, 1 to 8000 UTF-16 units.</param>
    /// <exception cref="EndingException"><c>run_not_found</c>, <c>conflict</c>, <c>invalid_request</c>, <c>rate_limited</c>, <c>busy</c>, <c>shutting_down</c>.</exception>
    public async Task ContinueAsync(string? id, string? text)
    {
        await keeper.FindAsync(id);
        if (live.IsClosing) throw Endings.Exception(Codes.ShuttingDown);
        VisibleFieldCheck.CheckRevision(text);
        using var turn = await gates.EnterAsync(id!);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var found = await keeper.FindAsync(id);
            if (found.Continuation is { } earlier && earlier.Text == text) return;
            if (found.Phase != RunPhase.Paused || found.Continuation is not null) throw Endings.Exception(Codes.Conflict);
            EnsureAllowed(found.Child);
            if (await TryGoOnAsync(found, new(text), await active.EnterAsync(found.Work.Accounts))) return;
            // Somebody was first, perhaps at another node: what became of it is looked up.
        }
        throw Endings.Exception(Codes.Busy);
    }

    /// <returns>False when somebody else has changed it since.</returns>
    private async Task<bool> TryGoOnAsync(RunRecord paused, RunContinuation continuation, IDisposable share)
    {
        if (await TryResumeAsync(paused, continuation, share) is not { } run) return false;
        var material = paused.Work.Material;
        live.Add(run);
        try
        {
            // It joins the line with the revision, which says how much there is to do there.
            material.Revision = continuation.Text == material.Interception!.Value ? null : continuation.Text;
            var ticket = await run.BeginAsync(() => dispatcher.JoinAsync(run));
            var resumed = run.Record with { Since = run.Since };
            if (await store.TryChangeAsync(paused, resumed, run.Journal, new RunContinue(material.Revision is not null)) is not { } changed)
            {
                LetGo(run);
                return false;
            }
            run.Record = changed;
            run.Trace.Continue();
            dispatcher.Dispatch(run, ticket);
            return true;
        }
        catch
        {
            LetGo(run);
            throw;
        }
    }

    private async Task<Run?> TryResumeAsync(RunRecord paused, RunContinuation continuation, IDisposable share)
    {
        Run? run = null;
        try
        {
            run = await factory.TryResumeAsync(paused, paused with { Phase = RunPhase.Active, Continuation = continuation }, share);
            return run;
        }
        finally
        {
            if (run is null) share.Dispose();
        }
    }

    /// <summary>It did not go on after all.</summary>
    private static void LetGo(Run run)
    {
        run.Ticket?.Dispose();
        run.Material.Revision = null;
        run.Dispose();
    }
}
