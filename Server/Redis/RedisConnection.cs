using Interception.Server.Contracts;
using StackExchange.Redis;

namespace Interception.Server.Redis;

/// <summary>A node's connections to the Redis of its deployment: one for commands, one for nudges, both for its whole life.</summary>
/// <remarks>No write is sent without hearing its answer: a refusal must be seen.</remarks>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly Task<ConnectionMultiplexer> _opened;

    /// <summary>Begins to connect; a Redis that is away is asked again until it is there.</summary>
    /// <param name="connection">As the operator wrote it.</param>
    /// <param name="prefix">In front of every key.</param>
    /// <param name="node">This node's name.</param>
    public RedisConnection(string connection, string prefix, string node)
    {
        Prefix = prefix;
        Node = node;
        _opened = ConnectionMultiplexer.ConnectAsync(RedisAddress.Read(connection, node));
        Nudges = new RedisNudges(RedisChannel.Literal($"{prefix}:nudges"), _opened);
    }

    /// <summary>What every key begins with.</summary>
    public string Prefix { get; }

    /// <summary>This node's name.</summary>
    public string Node { get; }

    /// <summary>Whom a change wakes.</summary>
    public RedisNudges Nudges { get; }

    /// <summary>Whether commands reach it at this moment.</summary>
    public bool IsConnected => _opened is { IsCompletedSuccessfully: true, Result.IsConnected: true };

    /// <summary>For a library that asks without waiting in between; it may block until a first connection was tried.</summary>
    public IDatabase Database => _opened.GetAwaiter().GetResult().GetDatabase();

    /// <summary>A key of its own.</summary>
    public string Key(string name) => $"{Prefix}:{name}";

    /// <summary>A key among several that one script touches: what stands in braces decides where a Redis Cluster keeps it.</summary>
    public string Key(string together, string name) => $"{Prefix}:{{{together}}}:{name}";

    /// <summary>Runs a script. Its first value is always the channel for nudges.</summary>
    public Task<RedisResult> RunAsync(RedisScript script, RedisKey[] keys, params RedisValue[] values) =>
        AskAsync(database => database.ScriptEvaluateAsync(script.Text, keys, [Nudges.Channel.ToString(), .. values]));

    /// <summary>Asks something.</summary>
    /// <exception cref="RedisAwayException">No answer came, or Redis cannot serve now. What was asked may have been done all the same.</exception>
    public async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        try
        {
            return await ask((await _opened).GetDatabase());
        }
        catch (Exception e) when (RedisAwayException.IsMeantBy(e))
        {
            throw new RedisAwayException(e);
        }
    }

    /// <summary>As <see cref="AskAsync"/>, for calls that are refused as <c>busy</c> when Redis is away.</summary>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public async Task<T> AskOrRefuseAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        try
        {
            return await AskAsync(ask);
        }
        catch (RedisAwayException)
        {
            // Nothing counts or decides locally instead.
            throw Endings.Exception(Codes.Busy);
        }
    }

    /// <summary>As <see cref="RunAsync"/>, for calls that are refused as <c>busy</c> when Redis is away.</summary>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public Task<RedisResult> RunOrRefuseAsync(RedisScript script, RedisKey[] keys, params RedisValue[] values) =>
        AskOrRefuseAsync(database => database.ScriptEvaluateAsync(script.Text, keys, [Nudges.Channel.ToString(), .. values]));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await (await _opened).DisposeAsync();
}
