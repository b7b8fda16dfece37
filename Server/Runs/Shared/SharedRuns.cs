using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Server.Redis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Interception.Server.Runs.Shared;

/// <summary>Records that all nodes share, beside their journals in Redis. A change is one write with what is said of it.</summary>
internal sealed class SharedRuns : IRunStore, IAsyncDisposable
{
    /// <summary>So long a change is said again while Redis is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly RedisScript DueScript = new("runs-due");

    private readonly RedisConnection _redis;
    private readonly RunScripts _journals;
    private readonly JournalLifetimes _lifetimes;
    private readonly RunRecordJson _json;
    private readonly RunOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _looking;

    public SharedRuns(RedisConnection redis, JournalLifetimes lifetimes, RunRecordJson json, IOptions<RunOptions> options, TimeProvider time)
    {
        _redis = redis;
        _journals = new(redis);
        _lifetimes = lifetimes;
        _json = json;
        _options = options.Value;
        _time = time;
        _looking = time.CreateTimer(_ => _ = TryTendAsync(), null, Look, Look);
    }

    /// <inheritdoc/>
    public event Action<RunRecord>? Due;

    /// <inheritdoc/>
    public async ValueTask AddAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var added = await _journals.PushAsync(record.Id, record.Fence, "add", _lifetimes.Working, [], new("", record.Version, _json.Write(record)));
        if (added.Status is not (PushStatus.Ok or PushStatus.Duplicate))
            throw new InvalidOperationException($"The record could not be taken in: {added.Status}.");
        await IndexAsync(record);
    }

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        Read(await _redis.AskOrRefuseAsync(database => database.StringGetAsync(_journals.RecordOf(id))));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RunRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var ids = await _redis.AskOrRefuseAsync(database => database.SortedSetRangeByRankAsync(Index));
        var records = await Task.WhenAll(ids.Select(async id => (Id: id, Record: await FindAsync(id.ToString(), cancellationToken))));
        RedisValue[] gone = [.. records.Where(one => one.Record is null).Select(one => one.Id)];
        if (gone.Length > 0) await _redis.AskOrRefuseAsync(database => database.SortedSetRemoveAsync(Index, gone));
        return [.. records.Select(one => one.Record).OfType<RunRecord>()];
    }

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> TryChangeAsync(
        RunRecord found, RunRecord changed, IRunJournal journal, RunEvent said, CancellationToken cancellationToken)
    {
        var next = changed with { Version = SecretId.New() };
        var change = new RunRecordChange(found.Version, next.Version, _json.Write(next));
        var begun = _time.GetTimestamp();
        while (true)
        {
            try
            {
                if (!await TryCommitAsync(found, (SharedRunWriter)journal, said, change)) return null;
                await IndexAsync(next);
                return next;
            }
            catch (RedisAwayException) when (_time.GetElapsedTime(begun) < Patience)
            {
                // It may have been done: the same is said again, and is not done twice.
                await Task.Delay(RedisNudges.Patience, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask ForgetAsync(string id, CancellationToken cancellationToken) => await _redis.AskOrRefuseAsync(async database =>
    {
        await database.KeyDeleteAsync(_journals.RecordOf(id));
        return await database.SortedSetRemoveAsync(Index, id);
    });

    /// <summary>Says of which records the time is over. Of all nodes one says it.</summary>
    public async Task TendAsync()
    {
        var due = await _redis.RunAsync(DueScript, [Index], _time.UnixMs());
        foreach (var id in (RedisValue[])due!)
            if (await FindAsync(id.ToString(), default) is { Phase: not RunPhase.Active } record) Due?.Invoke(record);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _looking.DisposeAsync();

    private RedisKey Index => _redis.Key("runs");

    /// <summary>A record that Redis has lost is written down anew by the node that has the run.</summary>
    private async Task<bool> TryCommitAsync(RunRecord found, SharedRunWriter journal, RunEvent said, RunRecordChange change)
    {
        if (await journal.TryCommitAsync(said, change)) return true;
        if (journal.IsOvertaken || await FindAsync(found.Id, default) is not null) return false;
        await AddAsync(found, default);
        return await journal.TryCommitAsync(said, change);
    }

    private async Task IndexAsync(RunRecord record)
    {
        var due = record.Phase switch
        {
            RunPhase.Paused => _time.UnixMs() + _options.PauseFor.TotalMilliseconds,
            RunPhase.Ended => _time.UnixMs() + _options.Retention.TotalMilliseconds,
            _ => double.PositiveInfinity,
        };
        await _redis.AskAsync(async database =>
        {
            await database.SortedSetAddAsync(Index, record.Id, due);
            return await database.KeyExpireAsync(Index, _lifetimes.Paused + _lifetimes.Working);
        });
    }

    private RunRecord? Read(RedisValue written) => written.IsNull ? null : _json.Read(written.ToString());

    private async Task TryTendAsync()
    {
        try
        {
            await TendAsync();
        }
        catch (Exception e) when (e is RedisAwayException or EndingException)
        {
            // Then it is said later.
        }
    }
}
