using Interception.Server.Contracts;
using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>A node's connections to its Redis: one for commands, one for nudges, both for its whole life.</summary>
/// <remarks>Every write waits for its answer, because a refusal must be noticed.</remarks>
internal sealed class RedisConnection : IAsyncDisposable
{
    /// <summary>Longer than the library takes to connect again after a cut.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Task<ConnectionMultiplexer> _opened;

    /// <summary>Begins to connect, and repeats it until Redis answers.</summary>
    /// <param name="connection">The operator's connection string.</param>
    /// <param name="prefix">The beginning of every key.</param>
    /// <param name="node">The name of this node in records: no other process, not even one before it, has it.</param>
    public RedisConnection(string connection, string prefix, string node)
    {
        Prefix = prefix;
        Node = node;
        _opened = ConnectionMultiplexer.ConnectAsync(RedisAddress.Read(connection, node));
        Nudges = new RedisNudges(RedisChannel.Literal($"{prefix}:nudges"), _opened);
        Channel = (byte[])Nudges.Channel!;
    }

    /// <summary>The beginning of every key.</summary>
    public string Prefix { get; }

    /// <summary>The name of this node in records.</summary>
    public string Node { get; }

    /// <summary>The nudges that wake waiting readers.</summary>
    public RedisNudges Nudges { get; }

    /// <summary>The name of their channel: the first value of every script.</summary>
    public RedisValue Channel { get; }

    /// <summary>What it has been asked.</summary>
    public RedisFigures Figures { get; } = new();

    /// <summary>Whether commands can be sent at present.</summary>
    public bool IsConnected => _opened is { IsCompletedSuccessfully: true, Result.IsConnected: true };

    /// <summary>For a library that needs a connection without awaiting; it may block until the first attempt has ended.</summary>
    public IDatabase Database => _opened.GetAwaiter().GetResult().GetDatabase();

    /// <summary>A key.</summary>
    public string Key(string name) => $"{Prefix}:{name}";

    /// <summary>A key among several of one script: the part in braces decides where a Redis Cluster keeps it.</summary>
    public string Key(string together, string name) => $"{Prefix}:{{{together}}}:{name}";

    /// <summary>Runs a script with these values after the channel of the nudges.</summary>
    public Task<RedisResult> RunAsync(RedisScript script, RedisKey[] keys, params RedisValue[] values) => RunWholeAsync(script, keys, [Channel, .. values]);

    /// <summary>Runs a script with these values, of which the first is the channel of the nudges.</summary>
    public Task<RedisResult> RunWholeAsync(RedisScript script, RedisKey[] keys, RedisValue[] values)
    {
        Figures.Send(values);
        return AskAsync(database => EvaluateAsync(database, script, keys, values));
    }

    /// <summary>Begins to gather scripts that go together; null before Redis has answered for the first time.</summary>
    public IBatch? Gather() => _opened.IsCompletedSuccessfully ? _opened.Result.GetDatabase().CreateBatch() : null;

    /// <summary>
    /// Like <see cref="RunWholeAsync"/>, alone or with what is gathered; it waits for nothing. Whoever sends looks for the answer, and runs the script
    /// when there is none.
    /// </summary>
    public Task<RedisResult> Send(IBatch? gathered, RedisScript script, RedisKey[] keys, RedisValue[] values)
    {
        if (!_opened.IsCompletedSuccessfully) return RunWholeAsync(script, keys, values);
        Figures.Send(values);
        return (gathered ?? (IDatabaseAsync)_opened.Result.GetDatabase()).ScriptEvaluateAsync(script.Digest, keys, values);
    }

    /// <summary>Sends what was gathered. What cannot be sent has no answer.</summary>
    public static void Send(IBatch gathered)
    {
        try
        {
            gathered.Execute();
        }
        catch (Exception e) when (RedisAwayException.IsMeantBy(e))
        {
            // Whoever looks for an answer learns it there.
        }
    }

    /// <summary>The answer to what was sent; null when there is none.</summary>
    public RedisResult? Received(Task<RedisResult> sent)
    {
        // A failure that nobody looks at would count as a defect.
        var isAnswered = sent.Exception is null && sent.IsCompletedSuccessfully;
        Figures.Count(isAnswered);
        return isAnswered ? sent.Result : null;
    }

    /// <summary>Sends a command.</summary>
    /// <exception cref="RedisAwayException">No answer came, or Redis cannot serve now. The command may have been executed.</exception>
    public async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        try
        {
            var answer = await ask((await _opened).GetDatabase());
            Figures.Count(isAnswered: true);
            return answer;
        }
        catch (Exception e) when (RedisAwayException.IsMeantBy(e))
        {
            Figures.Count(isAnswered: false);
            throw new RedisAwayException(e);
        }
    }

    /// <summary>Like <see cref="AskAsync"/>, for calls that are refused as <c>busy</c> while Redis is away.</summary>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public Task<T> AskOrRefuseAsync<T>(Func<IDatabase, Task<T>> ask) => OrRefuseAsync(() => AskAsync(ask));

    /// <summary>Like <see cref="RunAsync"/>, for calls that are refused as <c>busy</c> while Redis is away.</summary>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public Task<RedisResult> RunOrRefuseAsync(RedisScript script, RedisKey[] keys, params RedisValue[] values) =>
        OrRefuseAsync(() => RunAsync(script, keys, values));

    /// <summary>Refuses work that needs Redis as <c>busy</c> while it is away: no node counts or decides on its own meanwhile.</summary>
    /// <remarks>
    /// The work is repeated first, so it must change nothing the second time. An answer that was lost on the way may have done
    /// its work: whoever gave up at once would leave a key reserved, a share held or a run started that nobody knows of.
    /// </remarks>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public static async Task<T> OrRefuseAsync<T>(Func<Task<T>> work)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await work();
            }
            catch (RedisAwayException) when (TimeProvider.System.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(Pause);
            }
            catch (RedisAwayException)
            {
                throw Endings.Exception(Codes.Busy);
            }
        }
    }

    private static async Task<RedisResult> EvaluateAsync(IDatabase database, RedisScript script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script.Digest, keys, values);
        }
        catch (RedisServerException unknown) when (unknown.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // With the text the library teaches it to Redis, once for all nodes.
            return await database.ScriptEvaluateAsync(script.Text, keys, values);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await (await _opened).DisposeAsync();
}
