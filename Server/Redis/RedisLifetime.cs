using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>Tells a Redis that came back empty from one that has only forgotten something: a mark that it loses with all the rest.</summary>
internal sealed class RedisLifetime(RedisConnection redis)
{
    private static readonly RedisScript Script = new("lifetime");

    /// <summary>Longer than any run and any lesson.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>The mark that is there; where there is none, a new one is made.</summary>
    /// <exception cref="RedisAwayException">It does not answer.</exception>
    public async Task<string> AskAsync()
    {
        RedisKey[] keys = [redis.Key("lifetime")];
        return (await redis.RunAsync(Script, keys, Contracts.SecretId.New(), (long)Kept.TotalMilliseconds)).ToString();
    }
}
