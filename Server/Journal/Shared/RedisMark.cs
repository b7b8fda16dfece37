using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;

namespace Interception.Server.Journal.Shared;

/// <summary>The mark of Redis as this node knows it, and when it last changed.</summary>
internal sealed class RedisMark(RedisConnection redis, TimeProvider time, SilentNodes? silent = null)
{
    /// <summary>How long after a loss of data running runs are being restored by nodes that speak; those that are silent are waited for.</summary>
    public static readonly TimeSpan Catching = TimeSpan.FromSeconds(3);

    private readonly RedisLifetime _lifetime = new(redis);
    private long _emptiedAt;
    private volatile string? _known;

    /// <summary>The last known mark; empty before the first.</summary>
    public string Known => _known ?? "";

    /// <summary>The mark, read once.</summary>
    public async ValueTask<string> KnownAsync() => _known ?? await AskAsync();

    /// <summary>Whether Redis lost its data so recently that a missing run may still be restored.</summary>
    public async Task<bool> IsCatchingUpAsync()
    {
        await AskAsync();
        return Volatile.Read(ref _emptiedAt) is not 0 and var since && await IsCatchingUpAsync(since);
    }

    /// <summary>Whether what was missed first at this time may still be restored.</summary>
    public async ValueTask<bool> IsCatchingUpAsync(long since) =>
        time.GetElapsedTime(since) < Catching || (silent is not null && await silent.AreThereAsync());

    /// <summary>Reads the mark.</summary>
    public async Task<string> AskAsync()
    {
        var before = _known;
        var now = await _lifetime.AskAsync();
        if (before is not null && before != now) Volatile.Write(ref _emptiedAt, time.GetTimestamp());
        return _known = now;
    }
}
