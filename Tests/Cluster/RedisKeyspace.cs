using Interception.Server.Redis;

namespace Interception.Tests.Cluster;

/// <summary>What lies in Redis.</summary>
internal static class RedisKeyspace
{
    /// <summary>All keys of a deployment, and how long each stays; null for ever.</summary>
    public static async Task<Dictionary<string, TimeSpan?>> ReadAsync(RedisConnection redis)
    {
        var keys = (string[])(await redis.AskAsync(database => database.ExecuteAsync("KEYS", $"{redis.Prefix}:*")))!;
        var stays = new Dictionary<string, TimeSpan?>();
        foreach (var key in keys)
        {
            var left = await redis.AskAsync(database => database.KeyTimeToLiveAsync(key));
            // Gone meanwhile is not for ever.
            if (left is not null || await redis.AskAsync(database => database.KeyExistsAsync(key))) stays[key] = left;
        }

        return stays;
    }
}
