using Interception.Server.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>The mark of Redis as this node knows it, and when it was last found to be another.</summary>
internal sealed class RedisMark(RedisConnection redis)
{
    /// <summary>So long after it was emptied runs at work are written down anew.</summary>
    private static readonly TimeSpan Catching = TimeSpan.FromSeconds(3);

    private readonly RedisLifetime _lifetime = new(redis);
    private long _emptiedAt;
    private volatile string? _known;

    /// <summary>The mark as it was heard last; empty before the first.</summary>
    public string Known => _known ?? "";

    /// <summary>The mark; asked once.</summary>
    public async ValueTask<string> KnownAsync() => _known ?? await AskAsync();

    /// <summary>Whether Redis came back empty so lately that what is missing may only be on its way.</summary>
    public async Task<bool> IsCatchingUpAsync()
    {
        await AskAsync();
        return Volatile.Read(ref _emptiedAt) is not 0 and var since && TimeProvider.System.GetElapsedTime(since) < Catching;
    }

    /// <summary>The mark as it is now.</summary>
    public async Task<string> AskAsync()
    {
        var before = _known;
        var now = await _lifetime.AskAsync();
        if (before is not null && before != now) Volatile.Write(ref _emptiedAt, TimeProvider.System.GetTimestamp());
        return _known = now;
    }
}
