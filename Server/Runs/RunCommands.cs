using Interception.Server.Contracts;
using Interception.Server.Runs.Keys;
using Interception.Server.Runs.Limits;
using Interception.Server.Runs.Locking;

namespace Interception.Server.Runs;

/// <summary>Starts, continues and stops runs: the only commands that a caller has. What may be done, the records say.</summary>
/// <remarks>No lock is held while a store is asked. See <see cref="LockRank"/>.</remarks>
internal sealed partial class RunCommands(RunRegistry live, RunKeeper keeper, RunFactory factory, RunDispatcher dispatcher, IRunStore store,
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
}
