using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;

namespace Interception.Server.Journal.Shared;

/// <summary>Journals that all nodes share. The node of a run writes it to Redis, and every node can read it.</summary>
internal sealed class RedisJournal : IJournal, IAsyncDisposable
{
    /// <summary>The longest time for the last writes at shutdown.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SharedRun> _runs = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _leaving = new();
    private readonly SharedJournalParts _parts;

    /// <param name="redis">The Redis of all nodes.</param>
    /// <param name="lifetimes">How long keys are kept.</param>
    /// <param name="freezes">Tells when other nodes may have taken over.</param>
    /// <param name="time">The clock of readers and of events.</param>
    /// <param name="pace">The clock of what is said to Redis and asked of it; null for the same.</param>
    /// <param name="metrics">Told how far readers here are behind other nodes; null for nobody.</param>
    /// <param name="silent">Tells whether a node may still restore what Redis has lost; null for those that speak alone.</param>
    public RedisJournal(
        RedisConnection redis, JournalLifetimes lifetimes, FreezeWatch freezes, TimeProvider time, TimeProvider? pace = null,
        RemoteReadMetrics? metrics = null, SilentNodes? silent = null) => _parts = new(
        redis, new RunScripts(redis), lifetimes, new RedisMark(redis, pace ?? time, silent), freezes,
        time, pace ?? time, new(pace ?? time, redis), metrics, _leaving.Token);

    public async ValueTask<IRunJournal> OpenAsync(string runId, long fence, CancellationToken cancellationToken) => await OrBusy(async () =>
    {
        var run = new SharedRun(runId, await _parts.Mark.KnownAsync(), _parts, Released);
        await run.CreateAsync(fence);
        lock (_lock) _runs[runId] = run;
        return new SharedRunWriter(run, fence);
    });

    /// <inheritdoc/>
    public ValueTask<IRunJournal?> TakeOverAsync(string runId, long fence, CancellationToken cancellationToken = default) =>
        TakeOverAsync(runId, fence, record: "", cancellationToken);

    /// <summary>Takes a run's journal over: writers with smaller numbers may no longer write, at any node.</summary>
    /// <returns>The new writer; null when the run is unknown or forgotten, or its record was changed.</returns>
    public async ValueTask<IRunJournal?> TakeOverAsync(
        string runId, long fence, string record, CancellationToken cancellationToken = default) => await OrBusy(async () =>
    {
        await _parts.Mark.KnownAsync();
        var run = Enter(runId);
        try
        {
            lock (_lock) run.Unfollow();
            var taken = await run.TakeOverAsync(fence, record);
            // Somebody may have begun to read it meanwhile.
            lock (_lock) run.Unfollow();
            return taken is { } number ? new SharedRunWriter(run, number) : null;
        }
        finally
        {
            Leave(run);
        }
    });

    public async ValueTask<IRunReader?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_runs.ContainsKey(runId)) return new SharedRunReader(this, runId);
        }

        return await OrBusy<IRunReader?>(async () =>
        {
            await _parts.Mark.KnownAsync();
            if (await _parts.Scripts.HasAsync(runId)) return new SharedRunReader(this, runId);
            // What Redis has lost may still be restored by its writer.
            return await _parts.Mark.IsCatchingUpAsync() ? throw Endings.Exception(Codes.Busy) : null;
        });
    }

    public async ValueTask<AppendAnswer> AppendAsync(string runId, JournalAddition addition, CancellationToken cancellationToken) => await OrBusy(async () =>
    {
        SharedRun? run;
        lock (_lock) run = _runs.GetValueOrDefault(runId);
        return run is not null ? await run.AppendAsync(addition) : (await AdditionScripts.AppendAsync(_parts, runId, addition)).ToAppendAnswer();
    });

    public async ValueTask WantAsync(string runId, RunWish wish, CancellationToken cancellationToken) => await _parts.Scripts.WantAsync(runId, wish);

    public async ValueTask ForgetAsync(string runId, CancellationToken cancellationToken)
    {
        SharedRun? run;
        lock (_lock) _runs.Remove(runId, out run);
        run?.Forget();
        try
        {
            await _parts.Scripts.ForgetAsync(runId);
        }
        catch (RedisAwayException)
        {
            // Its keys expire by themselves.
        }
    }

    /// <summary>Records that a reader here reads it.</summary>
    public SharedRun Enter(string runId)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(runId, out var run)) _runs[runId] = run = new(runId, _parts.Mark.Known, _parts, Released);
            run.Readers++;
            run.Follow();
            return run;
        }
    }

    /// <summary>Records that it no longer does.</summary>
    public void Leave(SharedRun run)
    {
        lock (_lock)
        {
            run.Readers--;
            if (run.Readers > 0) run.Follow();
            DropWhenUnused(run);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<SharedRun> runs;
        lock (_lock)
        {
            runs = [.. _runs.Values];
            foreach (var run in runs) run.Unfollow();
        }

        await Task.WhenAll(runs.Where(run => run.IsOwned).Select(run => run.LeaveAsync()))
            .WaitAsync(LastWords).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _parts.Beat.Dispose();
        await _leaving.CancelAsync();
    }

    /// <summary>Records that the run no longer works here; its readers follow it through Redis from now on.</summary>
    private void Released(SharedRun run)
    {
        lock (_lock)
        {
            if (run.IsOvertaken || run.Readers > 0) run.Follow();
            DropWhenUnused(run);
        }
    }

    private void DropWhenUnused(SharedRun run)
    {
        if (run.Readers > 0 || run.IsOwned) return;
        if (_runs.TryGetValue(run.Id, out var there) && there == run) _runs.Remove(run.Id);
        // The end of a run with a new writer is awaited here, because that writer does not count these readers.
        if (!run.IsOvertaken) run.Unfollow();
    }

    private static Task<T> OrBusy<T>(Func<Task<T>> ask) => RedisConnection.OrRefuseAsync(ask);
}
