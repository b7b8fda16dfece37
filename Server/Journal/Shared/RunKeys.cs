using System.Text;
using Interception.Server.Redis;
using StackExchange.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>What is sent with every script of a run: what it is called in Redis, and who says it. As bytes, made once.</summary>
internal sealed class RunKeys(RedisConnection redis, string runId)
{
    /// <summary>The channel of the nudges.</summary>
    public RedisValue Channel => redis.Channel;

    /// <summary>The node that says it.</summary>
    public RedisValue Node { get; } = Bytes(redis.Node);

    /// <summary>The run.</summary>
    public RedisValue Run { get; } = Bytes(runId);

    /// <summary>The keys of its state and of its events.</summary>
    public RedisKey[] StateAndEvents { get; } = [Bytes(redis.Key(runId, "meta")), Bytes(redis.Key(runId, "events"))];

    /// <summary>What the keys of its texts begin with.</summary>
    public RedisValue Texts { get; } = Bytes(redis.Key(runId, "text:"));

    /// <summary>The key of its state.</summary>
    public RedisKey State => StateAndEvents[0];

    /// <summary>The key of its record.</summary>
    public RedisKey Record => $"{Texts}record";

    private static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(name);
}
