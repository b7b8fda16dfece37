using Interception.Server.Contracts;
using Interception.Server.Runs.Locking;

namespace Interception.Server.Runs;

/// <summary>Starts, continues and stops runs: the only commands that a caller has.</summary>
/// <remarks>No lock is held here: a key waits for its own start only, and what is counted is counted elsewhere. See <see cref="LockRank"/>.</remarks>
internal sealed class RunCommands(RunRegistry runs, RunFactory factory, RunDispatcher dispatcher, IdempotencyKeys keys, ActiveRunCounter active)
{
    /// <summary>Starts a run; under a key that was used before, finds that run.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="key">The caller's own name for it; null for none.</param>
    /// <param name="admit">Asked when a new run is to be made; may refuse.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>, <c>busy</c>, <c>shutting_down</c>, or <c>conflict</c> for a key with another request.</exception>
    public Run Start(RunSpec work, IdempotencyKey? key, Action? admit = null) =>
        key is null ? Start(work, admit) : keys.GetOrStart(key, () => Start(work with { ClaimName = key.Name }, admit));

    /// <summary>Goes on with a paused run; the same again does nothing.</summary>
    /// <param name="id">The run's key.</param>
    /// <param name="text">Null, or the revised interception, 1 to 8000 UTF-16 units.</param>
    /// <exception cref="EndingException"><c>run_not_found</c>, <c>conflict</c>, <c>invalid_request</c>, <c>rate_limited</c>, <c>busy</c>, <c>shutting_down</c>.</exception>
    public void Continue(string? id, string? text)
    {
        var run = runs.Find(id);
        if (runs.IsClosing) throw Endings.Exception(Codes.ShuttingDown);
        FieldValidation.CheckRevision(text);
        if (run.Continue(text, () => dispatcher.Join(run)) is { } ticket) dispatcher.Dispatch(run, ticket);
    }

    /// <summary>Stops a run and its model; comes back when the run has ended.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public Task StopAsync(string? id)
    {
        var run = runs.Find(id);
        run.Stop(Codes.Stopped);
        return run.Ended;
    }

    private Run Start(RunSpec work, Action? admit)
    {
        active.Enter(work.Accounts);
        Run run;
        try
        {
            admit?.Invoke();
            run = factory.Create(work);
        }
        catch
        {
            active.Leave(work.Accounts);
            throw;
        }
        return Begin(run);
    }

    private Run Begin(Run run)
    {
        runs.Add(run);
        try
        {
            // Only now, when a closing server would find the run: it cannot slip through between the two.
            dispatcher.Dispatch(run, run.Begin(() => dispatcher.Join(run)));
            return run;
        }
        catch
        {
            runs.Forget(run.Id);
            throw;
        }
    }
}
