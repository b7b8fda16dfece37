using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;

namespace Interception.Tests.Support.Redis;

/// <summary>A node, as far as its journals go.</summary>
internal sealed class JournalNode : IAsyncDisposable
{
    private static readonly JournalLifetimes Lifetimes = JournalLifetimes.For(retention: TimeSpan.FromMinutes(10), pauseFor: TimeSpan.FromMinutes(30));

    private readonly FreezeWatch _freezes;

    /// <param name="redis">Its connection, which it owns.</param>
    /// <param name="freezes">What it thinks of its own clock; null for the truth.</param>
    /// <param name="metrics">Told how far its readers are behind; null for nobody.</param>
    /// <param name="silent">Tells whether another node may still restore what Redis has lost; null for those that speak.</param>
    public JournalNode(RedisConnection redis, TimeProvider? freezes = null, RemoteReadMetrics? metrics = null, SilentNodes? silent = null)
    {
        Redis = redis;
        _freezes = new(freezes ?? TimeProvider.System);
        Journal = new(redis, Lifetimes, _freezes, TimeProvider.System, metrics: metrics, silent: silent);
    }

    /// <summary>Its connection.</summary>
    public RedisConnection Redis { get; }

    /// <summary>Its journals.</summary>
    public RedisJournal Journal { get; }

    /// <summary>Reads a stage as a child at this node would.</summary>
    public async Task<(string Text, string? Code)> ReadAsync(string runId, Stage stage, int offset = 0)
    {
        var text = "";
        try
        {
            await foreach (var piece in (await FindAsync(runId)).ReadText(stage, offset, TestContext.Current.CancellationToken)) text += piece;
            return (text, null);
        }
        catch (EndingException ending)
        {
            return (text, ending.Code);
        }
    }

    /// <summary>Reads a stage piece by piece.</summary>
    public async IAsyncEnumerable<string> PiecesAsync(string runId, Stage stage)
    {
        await foreach (var piece in (await FindAsync(runId)).ReadText(stage, 0, TestContext.Current.CancellationToken)) yield return piece;
    }

    /// <summary>Reads the events to the end of the run.</summary>
    public async Task<List<RunEvent>> WatchAsync(string runId) =>
        await (await FindAsync(runId)).ReadEvents(0, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>All keys of its deployment, and how long each stays.</summary>
    public async Task<Dictionary<string, TimeSpan?>> KeysAsync()
    {
        var keys = (string[])(await Redis.AskAsync(database => database.ExecuteAsync("KEYS", $"{Redis.Prefix}:*")))!;
        var stays = new Dictionary<string, TimeSpan?>();
        foreach (var key in keys) stays[key] = await Redis.AskAsync(database => database.KeyTimeToLiveAsync(key));
        return stays;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Redis.DisposeAsync();
        _freezes.Dispose();
    }

    /// <summary>Finds a run as a caller at this node would.</summary>
    public async Task<IRunReader> FindAsync(string runId) =>
        await Journal.FindAsync(runId, TestContext.Current.CancellationToken) ?? throw Endings.Exception(Codes.RunNotFound);
}
