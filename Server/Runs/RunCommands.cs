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
        var found = await keeper.FindAsync(id);
        if (found.Continuation is { } earlier && earlier.Text == text) return;
        if (found.Phase != RunPhase.Paused || found.Continuation is not null) throw Endings.Exception(Codes.Conflict);
        EnsureAllowed(found.Child);
        var share = await active.EnterAsync(found.Work.Accounts);
        try
        {
            await GoOnAsync(found, new(text), share);
        }
        catch
        {
            share.Dispose();
            throw;
        }
    }

    /// <summary>Stops a run and its model; comes back when the run has ended.</summary>
    /// <param name="id">The run's key.</param>
    /// <param name="code">Why.</param>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public async Task StopAsync(string? id, string code = Codes.Stopped)
    {
        RunRecord? found = await keeper.FindAsync(id);
        while (found is not null && found.Phase != RunPhase.Ended)
        {
            await StopOnceAsync(found, code);
            found = await keeper.TryFindAsync(id);
        }
    }

    /// <summary>Stops every run that waits, works or pauses; comes back when all have ended.</summary>
    public Task StopAllAsync(string code) => StopAsync(record => record.Phase != RunPhase.Ended, code);

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

    private async Task GoOnAsync(RunRecord paused, RunContinuation continuation, IDisposable share)
    {
        var material = paused.Work.Material;
        var resumed = paused with { Phase = RunPhase.Active, Fence = paused.Fence + 1, Continuation = continuation };
        var run = await factory.ResumeAsync(resumed, share);
        live.Add(run);
        try
        {
            // It joins the line with the revision, which says how much there is to do there.
            material.Revision = continuation.Text == material.Interception!.Value ? null : continuation.Text;
            var ticket = await run.BeginAsync(() => dispatcher.JoinAsync(run));
            run.Record = await store.TryChangeAsync(paused, run.Record, run.Journal, new RunContinue(material.Revision is not null))
                ?? throw Endings.Exception(Codes.Conflict);
            run.Trace.Continue();
            dispatcher.Dispatch(run, ticket);
        }
        catch
        {
            run.Ticket?.Dispose();
            material.Revision = null;
            run.Dispose();
            throw;
        }
    }
}
