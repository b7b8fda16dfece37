using Interception.Server.Contracts;
using Interception.Server.Redis;
using StackExchange.Redis;

namespace Interception.Server.Runs.Shared;

/// <summary>Which runs there are, when the time of each is over, who works on it, and where it is read.</summary>
internal sealed partial class SharedRuns
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly RedisScript DueScript = new("runs-due");
    private static readonly RedisScript IndexScript = new("runs-index");
    private static readonly RedisScript AttendScript = new("runs-attend");
    private static readonly RedisScript UnreadScript = new("runs-unread");

    private readonly SemaphoreSlim _tending = new(1, 1);

    /// <summary>Says of which records the time is over. Of all nodes one says it; a look that is slow is waited for.</summary>
    public async Task TendAsync()
    {
        await _tending.WaitAsync();
        try
        {
            await TendOnceAsync();
        }
        finally
        {
            _tending.Release();
        }
    }

    /// <summary>Writes down again which runs work at this node: a Redis that came back empty has lost it.</summary>
    /// <exception cref="RedisAwayException">Redis does not answer.</exception>
    public async Task KeepAsync(IReadOnlyCollection<string> ids)
    {
        if (ids.Count > 0) await IndexAsync("NX", double.PositiveInfinity, ids);
    }

    /// <summary>The runs that wait or work, each with the node that has it; empty for a run that was left.</summary>
    /// <exception cref="RedisAwayException">Redis does not answer.</exception>
    public async Task<IReadOnlyList<(string Id, string Node)>> ActiveAsync()
    {
        var ids = await _redis.AskAsync(database => database.SortedSetRangeByScoreAsync(Index, double.PositiveInfinity, double.PositiveInfinity));
        var owners = await Task.WhenAll(ids.Select(async id => (Id: id.ToString(), Node: await _journals.OwnerAsync(id.ToString()))));
        return [.. owners.Where(run => run.Node is not null).Select(run => (run.Id, run.Node!))];
    }

    /// <inheritdoc/>
    public async ValueTask AttendAsync(IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0) return;
        RedisValue[] values = [(long)(2 * _options.AbandonAfter).TotalMilliseconds, .. ids.Select(id => (RedisValue)id)];
        await _redis.RunOrRefuseAsync(AttendScript, [Readers], values);
    }

    /// <inheritdoc/>
    public async ValueTask<TimeSpan?> UnreadForAsync(string id) =>
        (long)await _redis.RunOrRefuseAsync(UnreadScript, [Readers], id) is >= 0 and var ms ? TimeSpan.FromMilliseconds(ms) : null;

    private RedisKey Index => _redis.Key("runs");

    private RedisKey Readers => _redis.Key("readers");

    private Task IndexAsync(RunRecord record) => IndexAsync("", record.Phase switch
    {
        RunPhase.Paused => _time.UnixMs() + _options.PauseFor.TotalMilliseconds,
        RunPhase.Ended => _time.UnixMs() + _options.Retention.TotalMilliseconds,
        _ => double.PositiveInfinity,
    }, [record.Id]);

    private async Task IndexAsync(string which, double due, IReadOnlyCollection<string> ids)
    {
        var kept = (long)(_lifetimes.Paused + _lifetimes.Working).TotalMilliseconds;
        RedisValue dueAt = double.IsPositiveInfinity(due) ? "+inf" : (long)due;
        await _redis.RunAsync(IndexScript, [Index], [kept, which, dueAt, .. ids.Select(id => (RedisValue)id)]);
    }

    private async Task TendOnceAsync()
    {
        var due = await _redis.RunAsync(DueScript, [Index], _time.UnixMs());
        foreach (var id in (RedisValue[])due!)
            if (await FindAsync(id.ToString(), default) is { Phase: not RunPhase.Active } record) Due?.Invoke(record);
    }

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
