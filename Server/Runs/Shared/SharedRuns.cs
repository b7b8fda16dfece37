using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Server.Redis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Interception.Server.Runs.Shared;

/// <summary>Records that all nodes share, beside their journals in Redis. A change is one write with what is said of it.</summary>
internal sealed partial class SharedRuns : IRunStore, IAsyncDisposable
{
    /// <summary>So long a change is said again while Redis is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly RedisConnection _redis;
    private readonly RunScripts _journals;
    private readonly JournalLifetimes _lifetimes;
    private readonly RunRecordJson _json;
    private readonly RunOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _looking;
    private readonly ConcurrentDictionary<string, (string Written, RunRecord? Record)> _listed = new(StringComparer.Ordinal);

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
    public bool IsShared => true;

    /// <inheritdoc/>
    public async ValueTask AddAsync(RunRecord record, CancellationToken cancellationToken) => await RedisConnection.OrRefuseAsync(() => AddOnceAsync(record));

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        Read(await _redis.AskOrRefuseAsync(database => database.StringGetAsync(_journals.RecordOf(id))));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RunRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var ids = await _redis.AskOrRefuseAsync(database => database.SortedSetRangeByRankAsync(Index));
        var listed = await Task.WhenAll(ids.Select(id => ListedAsync(id.ToString())));
        RedisValue[] gone = [.. ids.Where((_, n) => listed[n].IsGone)];
        if (gone.Length > 0) await _redis.AskOrRefuseAsync(database => database.SortedSetRemoveAsync(Index, gone));
        foreach (var id in _listed.Keys.Except(ids.Select(id => id.ToString()))) _listed.TryRemove(id, out _);
        return [.. listed.Select(one => one.Record).OfType<RunRecord>()];
    }

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> TryChangeAsync(
        RunRecord found, RunRecord changed, IRunJournal journal, RunEvent? said, CancellationToken cancellationToken)
    {
        var next = changed with { Version = SecretId.New() };
        var change = new RunRecordChange(found.Version, next.Version, _json.Write(next));
        var begun = _time.GetTimestamp();
        while (true)
        {
            try
            {
                if (!await TryCommitAsync(found, (SharedRunWriter)journal, said, change)) return null;
                if (next.Phase != found.Phase) await IndexAsync(next);
                return next;
            }
            catch (RedisAwayException) when (_time.GetElapsedTime(begun) < Patience)
            {
                // It may have been done: the same is said again, and is not done twice.
                await Task.Delay(RedisNudges.Patience, _time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask ForgetAsync(string id, CancellationToken cancellationToken) => await _redis.AskOrRefuseAsync(async database =>
    {
        await database.KeyDeleteAsync(_journals.RecordOf(id));
        return await database.SortedSetRemoveAsync(Index, id);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _looking.DisposeAsync();

    /// <summary>A record that Redis has lost is written down anew by the node that has the run.</summary>
    private async Task<bool> TryCommitAsync(RunRecord found, SharedRunWriter journal, RunEvent? said, RunRecordChange change)
    {
        if (await journal.TryCommitAsync(said, change)) return true;
        if (journal.IsOvertaken || await FindAsync(found.Id, default) is not null) return false;
        await AddOnceAsync(found);
        return await journal.TryCommitAsync(said, change);
    }

    /// <summary>Said twice, it is there once.</summary>
    private async Task<bool> AddOnceAsync(RunRecord record)
    {
        var added = await _journals.PushAsync(record.Id, new(record.Fence, "add", _lifetimes.Working, [], new("", record.Version, _json.Write(record))));
        if (added.Status is not (PushStatus.Ok or PushStatus.Duplicate))
            throw new InvalidOperationException($"The record could not be taken in: {added.Status}.");
        await IndexAsync(record);
        return true;
    }

    /// <summary>A class asks for all of them several times a second, and most are as they were.</summary>
    private async Task<(bool IsGone, RunRecord? Record)> ListedAsync(string id)
    {
        string? written = await _redis.AskOrRefuseAsync(database => database.StringGetAsync(_journals.RecordOf(id)));
        if (written is null) return (true, null);
        if (_listed.TryGetValue(id, out var before) && before.Written == written) return (false, before.Record);
        var record = TryRead(written);
        _listed[id] = (written, record);
        return (false, record);
    }

    /// <summary>What another version has written is left alone.</summary>
    private RunRecord? TryRead(string written)
    {
        try
        {
            return _json.Read(written);
        }
        catch (EndingException)
        {
            return null;
        }
    }

    private RunRecord? Read(RedisValue written) => written.IsNull ? null : _json.Read(written.ToString());
}
