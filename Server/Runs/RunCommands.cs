using Interception.Server.Contracts;
using Interception.Server.Runs.Keys;
using Interception.Server.Runs.Limits;
using Interception.Server.Runs.Locking;

namespace Interception.Server.Runs;

/// <summary>Starts, continues and stops runs: the only commands that a caller has.</summary>
/// <remarks>No lock is held here while a store is asked; the commands of one run follow one another. See <see cref="LockRank"/>.</remarks>
internal sealed class RunCommands(RunRegistry runs, RunFactory factory, RunDispatcher dispatcher, IdempotencyKeys keys, ActiveRunLimiter active,
    IEnumerable<IRunAdmission> admissions, IEnumerable<IRunObserver> observers)
{
    private readonly IRunAdmission[] _admissions = [.. admissions];
    private readonly IRunObserver[] _observers = [.. observers];

    /// <summary>Starts a run; under a key that was used before, finds that run.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="key">The caller's own name for it; null for none.</param>
    /// <param name="admit">Asked when a new run is to be made; may refuse.</param>
    /// <param name="cancellationToken">The caller has left; a start that has begun goes on.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>, <c>busy</c>, <c>shutting_down</c>, or <c>conflict</c> for a key with another request.</exception>
    public async Task<Run> StartAsync(RunSpec work, IdempotencyKey? key, Func<ValueTask>? admit = null, CancellationToken cancellationToken = default)
    {
        if (key is null) return await StartAsync(SecretId.New(), work, admit);
        while (true)
        {
            var id = await keys.GetOrStartAsync(key, async id => await StartAsync(id, work with { KeyName = key.Name }, admit), cancellationToken);
            if (runs.TryFind(id) is { } run) return run;
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
        var run = runs.Find(id);
        if (runs.IsClosing) throw Endings.Exception(Codes.ShuttingDown);
        VisibleFieldCheck.CheckRevision(text);
        using var turn = await run.CommandAsync();
        if (run.WasContinued(text)) return;
        EnsureAllowed(run.Child);
        var share = await active.EnterAsync(run.Accounts);
        try
        {
            dispatcher.Dispatch(run, run.Continue(text, share, () => dispatcher.Join(run)));
        }
        catch
        {
            share.Dispose();
            throw;
        }
    }

    /// <summary>Stops a run and its model; comes back when the run has ended.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public Task StopAsync(string? id)
    {
        var run = runs.Find(id);
        run.Stop(Codes.Stopped);
        return run.Ended;
    }

    private async ValueTask<Run> StartAsync(string id, RunSpec work, Func<ValueTask>? admit)
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
        return Begin(run);
    }

    private void EnsureAllowed(string? child)
    {
        foreach (var admission in _admissions) admission.EnsureAllowed(child);
    }

    private Run Begin(Run run)
    {
        runs.Add(run);
        try
        {
            // Only now, when a closing server would find the run: it cannot slip through between the two.
            var ticket = run.Begin(() => dispatcher.Join(run));
            foreach (var observer in _observers) observer.Begun(run);
            dispatcher.Dispatch(run, ticket);
            return run;
        }
        catch
        {
            runs.Forget(run.Id);
            throw;
        }
    }
}
