using System.Runtime.InteropServices;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using StackExchange.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>A run in Redis: a stage's text as a UTF-16 string, so that an offset is a position in it; events as a list; the rest in a hash.</summary>
internal sealed class RunScripts(RedisConnection redis)
{
    private static readonly RedisScript Append = new("journal-append");
    private static readonly RedisScript Read = new("journal-read");
    private static readonly RedisScript Wish = new("journal-wish");
    private static readonly RedisScript Release = new("journal-release");
    private static readonly RedisScript Delete = new("journal-forget");

    /// <summary>The topic that tells all nodes that a run was left.</summary>
    public const string ReleaseTopic = "released";

    /// <summary>The topic that tells a run's writer about a new wish.</summary>
    public static string WishTopic(string runId) => $"wish {runId}";

    /// <summary>The key of the run's record.</summary>
    public RedisKey RecordOf(string runId) => KeysFor(runId).Record;

    /// <summary>What a run is called in Redis.</summary>
    public RunKeys KeysFor(string runId) => new(redis, runId);

    /// <summary>Writes as a run's writer.</summary>
    /// <param name="keys">The run.</param>
    /// <param name="push">What is written.</param>
    /// <exception cref="RedisAwayException">It may have been written all the same.</exception>
    public async Task<PushAnswer> PushAsync(RunKeys keys, RunPush push) =>
        PushAnswer.Read(await redis.RunWholeAsync(Append, keys.StateAndEvents, push.ValuesFor(keys)));

    /// <inheritdoc cref="PushAsync(RunKeys, RunPush)"/>
    public Task<PushAnswer> PushAsync(string runId, RunPush push) => PushAsync(KeysFor(runId), push);

    /// <summary>Sends the same, alone or with what is gathered, and waits for nothing.</summary>
    /// <returns>Completes when <see cref="Received"/> can tell the answer.</returns>
    public Task<RedisResult> Send(IBatch? gathered, RunKeys keys, RunPush push) =>
        redis.Send(gathered, Append, keys.StateAndEvents, push.ValuesFor(keys));

    /// <summary>The answer to what was sent; null when there is none: it may have been written all the same.</summary>
    public PushAnswer? Received(Task<RedisResult> sent) => redis.Received(sent) is { } answer ? PushAnswer.Read(answer) : null;

    /// <summary>Reads the record that belongs to a run.</summary>
    /// <exception cref="RedisAwayException">It does not answer.</exception>
    public async Task<string?> ReadRecordAsync(string runId) => await redis.AskAsync(database => database.StringGetAsync(RecordOf(runId)));

    /// <summary>Reads what is not known yet.</summary>
    /// <param name="keys">The run.</param>
    /// <param name="known">The known part.</param>
    /// <param name="fence">The least number of a writer that takes the run over; 0 for none.</param>
    /// <param name="record">The version that the record must have for that; empty for any.</param>
    /// <exception cref="RedisAwayException">Redis does not answer.</exception>
    public async Task<PullAnswer> PullAsync(RunKeys keys, JournalPosition known, long fence = 0, string record = "")
    {
        var values = new List<RedisValue> { keys.Texts, fence, keys.Node, record, known.Events };
        foreach (var (stage, length) in known.Lengths) values.AddRange([stage.Name, length]);
        var answer = await redis.RunAsync(Read, keys.StateAndEvents, [.. values]);
        var texts = (RedisResult[])answer[4]!;
        return new(
            Enum.Parse<PushStatus>((string)answer[0]!), (long)answer[1], (int)answer[2] == 1,
            [.. ((RedisValue[])answer[3]!).Select(one => JsonSerializer.Deserialize<RunEvent>((byte[])one!, JsonSerializerOptions.Web)!)],
            texts.Chunk(3).ToDictionary(text => new Stage((string)text[0]!), text => new string(MemoryMarshal.Cast<byte, char>((byte[])text[2]!))))
        {
            Behind = answer.Length > 5 && (long)answer[5] is >= 0 and var since ? TimeSpan.FromMicroseconds(since) : null,
        };
    }

    /// <summary>Whether there is a run that this version can read.</summary>
    /// <exception cref="EndingException"><c>busy</c>: Redis is away, or a later version wrote the run.</exception>
    public async Task<bool> HasAsync(string runId)
    {
        var version = await redis.AskOrRefuseAsync(database => database.HashGetAsync(KeysFor(runId).State, "v"));
        return version.IsNull ? false : version == 1 ? true : throw Endings.Exception(Codes.Busy);
    }

    /// <summary>Stores what is wanted of a run.</summary>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public Task WantAsync(string runId, RunWish wish) => redis.RunOrRefuseAsync(Wish, [KeysFor(runId).State], WishTopic(runId), wish.ToString());

    /// <summary>Leaves a run to whoever takes it over.</summary>
    /// <exception cref="RedisAwayException">Redis does not answer.</exception>
    public Task ReleaseAsync(string runId, long fence) => redis.RunAsync(Release, [KeysFor(runId).State], ReleaseTopic, fence);

    /// <summary>Who writes a run; empty for nobody, null when it is unknown.</summary>
    /// <exception cref="RedisAwayException">Redis does not answer.</exception>
    public async Task<string?> OwnerAsync(string runId) => await redis.AskAsync(database => database.HashGetAsync(KeysFor(runId).State, "owner"));

    /// <summary>Forgets a run.</summary>
    /// <exception cref="RedisAwayException">Redis does not answer; the keys expire by themselves.</exception>
    public Task ForgetAsync(string runId)
    {
        var keys = KeysFor(runId);
        return redis.RunAsync(Delete, keys.StateAndEvents, keys.Run, keys.Texts);
    }
}
