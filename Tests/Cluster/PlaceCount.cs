using Interception.Server.Redis;
using StackExchange.Redis;

namespace Interception.Tests.Cluster;

/// <summary>Counts, many times a second and by Redis's own clock, how many leases of places are valid.</summary>
internal sealed class PlaceCount : IAsyncDisposable
{
    private const string Script = """
        local now = redis.call('TIME')
        return redis.call('ZCOUNT', KEYS[1], '(' .. (now[1] * 1000 + math.floor(now[2] / 1000)), '+inf')
        """;

    private readonly CancellationTokenSource _over = new();
    private readonly RedisConnection _redis;
    private readonly Task _counting;

    /// <param name="cluster">Whose places.</param>
    public PlaceCount(ServerCluster cluster)
    {
        _redis = cluster.Redis.Connect("interception");
        _counting = CountAsync();
    }

    /// <summary>How many there were at most.</summary>
    public int Most { get; private set; }

    /// <summary>How many there are.</summary>
    public int Now { get; private set; }

    /// <summary>How often it has looked.</summary>
    public int Looks { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _counting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _redis.DisposeAsync();
        _over.Dispose();
    }

    private async Task CountAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                Now = (int)await _redis.AskAsync(database => database.ScriptEvaluateAsync(Script, [(RedisKey)_redis.Key("queue", "leases")]));
                Most = Math.Max(Most, Now);
                Looks++;
            }
            catch (RedisAwayException)
            {
                // A test took it away.
            }

            await Task.Delay(10, _over.Token);
        }
    }
}
