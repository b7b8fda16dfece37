using System.Collections.Concurrent;
using Interception.Server.Redis;
using StackExchange.Redis;

namespace Interception.Server.Classroom.Store;

/// <summary>The class that all nodes share: each has it in memory and looks again at every nudge. A change is written only over the version that it was made from.</summary>
internal sealed class RedisClassroomStore : IClassroomStore, IAsyncDisposable
{
    private const string Topic = "class";

    /// <summary>Longer than any lesson; an empty one ends by itself.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly RedisScript Change = new("class-change");

    private readonly RedisConnection _redis;
    private readonly RedisLifetime _lifetime;
    private readonly ConcurrentQueue<PendingChange> _pending = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _following;
    private volatile ClassRecord _current = ClassRecord.Empty;
    private string? _mark;

    /// <summary>Begins to follow what other nodes change.</summary>
    public RedisClassroomStore(RedisConnection redis)
    {
        _redis = redis;
        _lifetime = new(redis);
        _following = FollowAsync();
    }

    public event Action? Changed;

    public ClassRecord Current => _current;

    public async ValueTask<ClassRecord> ChangeAsync(Func<ClassRecord, ClassRecord> change)
    {
        var pending = new PendingChange(change);
        _pending.Enqueue(pending);
        await _turn.WaitAsync();
        var before = _current;
        try
        {
            if (!pending.IsDone) await WritePendingAsync();
            return pending.Result;
        }
        catch (RedisAwayException)
        {
            throw Contracts.Endings.Exception(Contracts.Codes.Busy);
        }
        finally
        {
            _turn.Release();
            if (_current.Version != before.Version) Changed?.Invoke();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _following;
    }

    /// <summary>Writes all changes that wait at once: when a class begins, everybody joins in the same second, and each change is written as the whole class.</summary>
    private async Task WritePendingAsync()
    {
        var changes = new List<PendingChange>();
        while (_pending.TryDequeue(out var waiting)) changes.Add(waiting);
        try
        {
            _mark ??= await _lifetime.AskAsync();
            ClassRecord from, after;
            do
            {
                from = _current;
                after = changes.Aggregate(from, (record, change) => change.Apply(record));
            }
            while (!ReferenceEquals(after, from) && !await TryWriteAsync(from.Version == 0 ? "" : $"{from.Version}", after));
            _current = after;
        }
        catch (Exception e)
        {
            foreach (var change in changes) change.Fail(e);
        }
    }

    private async Task FollowAsync()
    {
        while (!_leaving.IsCancellationRequested)
        {
            var next = _redis.Nudges.NextAsync(Topic);
            try
            {
                await LookAsync();
            }
            catch (RedisAwayException)
            {
                // It is known as it was, and looked for again.
            }

            await next;
        }
    }

    private async Task LookAsync()
    {
        var version = await _redis.AskAsync(database => database.HashGetAsync(Key, "version"));
        if (version == $"{_current.Version}" || (version.IsNull && _current.Version == 0)) return;
        await _turn.WaitAsync();
        var before = _current;
        try
        {
            var there = await _redis.AskAsync(database => database.HashGetAsync(Key, ["version", "record"]));
            await AdoptAsync(there[0].ToString(), there[1].ToString());
        }
        finally
        {
            _turn.Release();
            if (_current.Version != before.Version) Changed?.Invoke();
        }
    }

    private async Task<bool> TryWriteAsync(string expected, ClassRecord after)
    {
        var answer = await _redis.RunAsync(
            Change, [Key], Topic, expected, after.Version, ClassRecordJson.Write(after), (long)Kept.TotalMilliseconds);
        var there = (RedisValue[])answer!;
        if (there.Length == 0) return true;
        await AdoptAsync(there[0].ToString(), there[1].ToString());
        return false;
    }

    private async Task AdoptAsync(string version, string record)
    {
        if (version.Length > 0)
        {
            _current = ClassRecordJson.Read(record);
            return;
        }

        var mark = await _lifetime.AskAsync();
        var isEmptied = _mark is not null && mark != _mark;
        _mark = mark;
        // A class that Redis has lost is written down anew; other nodes may be some versions ahead. One that is over is forgotten.
        if (!isEmptied) _current = ClassRecord.Empty;
        else if (_current.Version > 0 && _current with { Version = _current.Version + 1_000 } is var anew && await TryWriteAsync("", anew)) _current = anew;
    }

    private RedisKey Key => _redis.Key("class");
}
