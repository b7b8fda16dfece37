using Interception.Server.Contracts;
using Interception.Server.Runs.Keys;
using Interception.Server.Runs.Limits;
using Interception.Server.Runs.Locking;

namespace Interception.Server.Runs;

/// <summary>Starts, continues and stops runs: the only commands that a caller has. What may be done, the records say.</summary>
/// <remarks>No lock is held while a store is asked. See <see cref="LockRank"/>.</remarks>
internal sealed class RunCommands(RunRegistry live, RunKeeper keeper, RunFactory factory, RunDispatcher dispatcher, IRunStore store,
    IdempotencyKeys keys, ActiveRunLimiter active, CommandGates gates, IEnumerable<IRunAdmission> admissions, IEnumerable<IRunObserver> observers)
{
    /// <summary>How often a continue is tried that others have come before; only a defect comes near it.</summary>
    private const int MostTries = 10;

    private readonly IRunAdmission[] _admissions = [.. admissions];
    private readonly IRunObserver[] _observers = [.. observers];

    /// <summary>Starts a run; under a key that was used before, finds that run.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="key">The caller's own name for it; null for none.</param>
    /// <param name="admit">Asked when a new run is to be made; may refuse.</param>
    /// <param name="cancellationToken">The caller has left; a start that has begun goes on.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>, <c>busy</c>, <c>shutting_down</c>, or <c>conflict</c> for a key with another request.</exception>
    public async Task<RunRecord> StartAsync(
        RunSpec work, IdempotencyKey? key, Func<ValueTask>? admit = null, CancellationToken cancellationToken = default)
    {
        if (key is null) return (await StartAsync(SecretId.New(), work, admit)).Record;
        while (true)
        {
            var id = await keys.GetOrStartAsync(key, async id => await StartAsync(id, work with { KeyName = key.Name }, admit), cancellationToken);
            if (await keeper.TryFindAsync(id, cancellationToken) is { } record) return record;
            // It was forgotten in this moment, and its key with it.
            await Task.Yield();
        }
    }

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

    /// <summary>Stops a run and its model; comes back when the run has ended.</summary>
    /// <param name="id">The run's key.</param>
    /// <param name="code">Why.</param>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public async Task StopAsync(string? id, string code = Codes.Stopped)
    {
        // The model at work here stops at once, although no store may answer.
        if (id is not null) live.TryFind(id)?.Stop(code);
        RunRecord? found = await keeper.FindAsync(id);
        while (found is not null && found.Phase != RunPhase.Ended)
        {
            await StopOnceAsync(found, code);
            found = await keeper.TryFindAsync(id);
        }
    }

    /// <summary>Stops every run that waits, works or pauses; comes back when all have ended.</summary>
    public Task StopAllAsync(string code) => StopAsync(record => record.Phase != RunPhase.Ended, code);

    /// <summary>Stops every run that ends with this process; what other nodes have or can go on with is left to them.</summary>
    public Task StopHereAsync(string code) => store.IsShared
        ? Task.WhenAll(live.All.Select(run => run.Stop(code) ? run.Ended : run.Over))
        : StopAllAsync(code);

    /// <summary>Stops every run that pauses.</summary>
    public Task StopPausedAsync(string code) => StopAsync(record => record.Phase == RunPhase.Paused, code);

    /// <summary>Starts a run under an id of its own.</summary>
    public async Task<Run> StartAsync(string id, RunSpec work, Func<ValueTask>? admit = null)
    {
        var share = await active.EnterAsync(work.Accounts);
        Run run;
        try
        {
            EnsureAllowed(work.Child);
            if (admit is not null) await admit();
            run = await factory.CreateAsync(id, work, share);
        }
        catch
        {
            share.Dispose();
            throw;
        }
        await BeginAsync(run);
        return run;
    }

    private void EnsureAllowed(string? child)
    {
        foreach (var admission in _admissions) admission.EnsureAllowed(child);
    }

    /// <summary>Stops a run as it was found; in the same moment it may pause, or go on.</summary>
    private async Task StopOnceAsync(RunRecord found, string code)
    {
        if (live.TryFind(found.Id) is { } run) await (run.Stop(code) ? run.Ended : run.Over);
        else if (found.Phase == RunPhase.Active && store.IsShared) await keeper.AskToStopAsync(found.Id);
        else if (found.Phase != RunPhase.Paused || !await keeper.TryEndAsync(found, code)) await Task.Yield();
    }

    private async Task StopAsync(Func<RunRecord, bool> which, string code)
    {
        var all = await store.ListAsync();
        await Task.WhenAll(all.Where(which).Select(record => StopIfThereAsync(record.Id, code)));
    }

    private async Task StopIfThereAsync(string id, string code)
    {
        try
        {
            await StopAsync(id, code);
        }
        catch (EndingException ending) when (ending.Code == Codes.RunNotFound)
        {
            // Forgotten meanwhile.
        }
    }

    private async Task BeginAsync(Run run)
    {
        live.Add(run);
        try
        {
            // Only now, when a closing server would find the run: it cannot slip through between the two.
            var ticket = await run.BeginAsync(() => dispatcher.JoinAsync(run));
            foreach (var observer in _observers) observer.Begun(run);
            dispatcher.Dispatch(run, ticket);
        }
        catch
        {
            run.Dispose();
            await keeper.ForgetAsync(run.Record);
            throw;
        }
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
            if (await store.TryChangeAsync(paused, run.Record, run.Journal, new RunContinue(material.Revision is not null)) is not { } changed)
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
