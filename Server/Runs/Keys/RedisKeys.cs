using Interception.Server.Redis;
using StackExchange.Redis;

namespace Interception.Server.Runs.Keys;

/// <summary>Keys that all nodes share. A start that died with its node leaves its key free after <see cref="StartFor"/>.</summary>
/// <param name="redis">The deployment's Redis.</param>
/// <param name="keptFor">The longest that a run can be there; a key that nobody released is gone after it.</param>
internal sealed class RedisKeys(RedisConnection redis, TimeSpan keptFor) : IKeyStore
{
    /// <summary>So long a start may take.</summary>
    public static readonly TimeSpan StartFor = TimeSpan.FromMinutes(1);

    private static readonly RedisScript Reserve = new("key-reserve");
    private static readonly RedisScript Keep = new("key-keep");
    private static readonly RedisScript Release = new("key-release");

    public async ValueTask<KeyAnswer> ReserveAsync(IdempotencyKey key, string runId, CancellationToken cancellationToken)
    {
        // Listened for before it is asked: between the two it may be settled.
        var settled = redis.Nudges.NextAsync(Topic(key.Name));
        var answer = await redis.RunOrRefuseAsync(Reserve, [HashOf(key.Name)], key.Fingerprint, key.Owner ?? "", runId, Ms(StartFor));
        return Enum.Parse<KeyState>((string)answer[0]!) switch
        {
            KeyState.Known => new(KeyState.Known, (string)answer[1]!),
            KeyState.Starting => new(KeyState.Starting, Settled: settled),
            var state => new(state),
        };
    }

    public async ValueTask KeepAsync(IdempotencyKey key, string runId, CancellationToken cancellationToken) => await redis.RunOrRefuseAsync(
        Keep, [HashOf(key.Name)], Topic(key.Name), key.Fingerprint, key.Owner ?? "", runId, Ms(keptFor));

    public ValueTask ReleaseAsync(string name, string runId, CancellationToken cancellationToken) => ReleaseAsync(name, runId, TimeSpan.Zero);

    public async ValueTask ReleaseAsync(string name, string runId, TimeSpan after) =>
        await redis.RunOrRefuseAsync(Release, [HashOf(name)], Topic(name), runId, Ms(after));

    public async ValueTask<string?> FindAsync(string name, string owner, CancellationToken cancellationToken) =>
        await ReadAsync(name) is [var whose, var run, { IsNull: false }] && whose == owner ? (string?)run : null;

    public async ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken) => await ReadAsync(name) is [_, _, { IsNull: false }];

    private Task<RedisValue[]> ReadAsync(string name) =>
        redis.AskOrRefuseAsync(database => database.HashGetAsync(HashOf(name), ["owner", "run", "kept"]));

    private RedisKey HashOf(string name) => redis.Key(name, "key");

    private static string Topic(string name) => $"key {name}";

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}
