using System.Collections.Concurrent;
using Interception.Server.Redis;
using StackExchange.Redis;

namespace Interception.Server.Runs.Limits;

/// <summary>Shares that all nodes count together, by Redis's own clock. What a node holds it renews; what a dead node held is free after <see cref="Lease"/>.</summary>
internal sealed class RedisLimits : ILimitStore, IAsyncDisposable
{
    /// <summary>So long a hold lasts without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly RedisScript Hold = new("limit-hold");
    private static readonly RedisScript Renew = new("limit-renew");
    private static readonly RedisScript Release = new("limit-release");
    private static readonly RedisScript Spend = new("limit-spend");
    private static readonly RedisScript Turn = new("limit-turn");

    private readonly RedisConnection _redis;
    private readonly ConcurrentDictionary<string, IReadOnlyList<LimitShare>> _held = new(StringComparer.Ordinal);
    private readonly ITimer _renewing;

    /// <summary>Begins to renew.</summary>
    public RedisLimits(RedisConnection redis, TimeProvider time)
    {
        _redis = redis;
        _renewing = time.CreateTimer(_ => _ = RenewAsync(), null, Lease / 3, Lease / 3);
    }

    public async ValueTask<bool> TryHoldAsync(IReadOnlyList<LimitShare> shares, string holder, CancellationToken cancellationToken)
    {
        if (shares.Count == 0) return true;
        RedisValue[] values = [holder, (long)Lease.TotalMilliseconds, .. shares.Select(share => (RedisValue)share.Most)];
        var isHeld = (bool)await _redis.RunOrRefuseAsync(Hold, KeysOf("held", shares), values);
        if (isHeld) _held[holder] = shares;
        return isHeld;
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<LimitShare> shares, string holder, CancellationToken cancellationToken)
    {
        _held.TryRemove(holder, out _);
        if (shares.Count > 0) await _redis.RunOrRefuseAsync(Release, KeysOf("held", shares), holder);
    }

    public async ValueTask<bool> TrySpendAsync(string kind, IReadOnlyList<LimitShare> shares, TimeSpan per, CancellationToken cancellationToken)
    {
        if (shares.Count == 0) return true;
        RedisValue[] values = [.. shares.SelectMany(share => new RedisValue[] { share.Most, (per / share.Most).TotalMicroseconds })];
        return (bool)await _redis.RunOrRefuseAsync(Spend, KeysOf($"spent:{kind}", shares), values);
    }

    public async ValueTask<TimeSpan> TakeTurnAsync(
        string kind, LimitShare share, TimeSpan per, (TimeSpan Apart, TimeSpan Longest) turns, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [KeyOf($"spent:{kind}", share), KeyOf($"turn:{kind}", share)];
        RedisValue[] values = [share.Most, (per / share.Most).TotalMicroseconds, turns.Apart.TotalMicroseconds, turns.Longest.TotalMicroseconds];
        return TimeSpan.FromMicroseconds((long)await _redis.RunOrRefuseAsync(Turn, keys, values));
    }

    /// <summary>Goes on holding all that is held here.</summary>
    public async Task RenewAsync()
    {
        var held = _held.SelectMany(one => one.Value.Select(share => (Key: KeyOf("held", share), Holder: (RedisValue)one.Key))).ToList();
        foreach (var some in held.Chunk(500))
        {
            try
            {
                await _redis.RunAsync(Renew, [.. some.Select(one => one.Key)], [(long)Lease.TotalMilliseconds, .. some.Select(one => one.Holder)]);
            }
            catch (RedisAwayException)
            {
                // The next round says it again.
                return;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _renewing.DisposeAsync();

    private RedisKey[] KeysOf(string what, IReadOnlyList<LimitShare> shares) => [.. shares.Select(share => KeyOf(what, share))];

    // One script looks at a session and at an address, so they lie together.
    private RedisKey KeyOf(string what, LimitShare share) => _redis.Key("limits", $"{what}:{share.Key}");
}
