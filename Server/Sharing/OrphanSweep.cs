using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Server.Runs;
using Interception.Server.Runs.Shared;

namespace Interception.Server.Sharing;

/// <summary>Finds runs whose node is gone or has left them, and takes them over. Every node looks once a second, and at once when one is left.</summary>
internal sealed partial class OrphanSweep(
    IRunStore store, INodeRegistry nodes, NodeReadiness readiness, RunRegistry live, RunTakeover takeover, TimeProvider time, ILogger<OrphanSweep> logger,
    RedisConnection? redis = null) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private TaskCompletionSource _left = new();
    private HashSet<string> _strays = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (redis is null || store is not SharedRuns shared) return;
        using var listening = redis.Nudges.Listen(Journal.Shared.RunScripts.ReleaseTopic, () => _left.TrySetResult());
        while (!stoppingToken.IsCancellationRequested)
        {
            await _left.Task.WaitAsync(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!live.IsClosing) await TrySweepAsync(shared, redis.Node);
        }
    }

    private async Task TrySweepAsync(SharedRuns shared, string here)
    {
        try
        {
            var there = await nodes.ReadAsync();
            // A node that others do not know, or that does not agree with them, is no place for their runs.
            if (!readiness.MayWork || !there.All.Any(node => node.Node == nodes.Here)) return;
            var active = await shared.ActiveAsync();
            await TakeAsync(shared, Orphans(active, there).Concat(Strays(active, here)));
        }
        catch (Exception e) when (e is RedisAwayException or EndingException)
        {
            // The next round finds them.
        }
        catch (Exception e)
        {
            LogDefect(logger, e.GetType().Name, e.StackTrace);
        }
    }

    private static IEnumerable<string> Orphans(IReadOnlyList<(string Id, string Node)> active, LiveNodes there) =>
        active.Where(run => run.Node.Length == 0 || there.IsDead(run.Node)).Select(run => run.Id);

    /// <summary>Runs that this node had to leave while Redis was away: it has them for two rounds, and they do not work here.</summary>
    private List<string> Strays(IReadOnlyList<(string Id, string Node)> active, string here)
    {
        var before = _strays;
        _strays = [.. active.Where(run => run.Node == here && live.TryFind(run.Id) is null).Select(run => run.Id)];
        return [.. _strays.Where(before.Contains)];
    }

    private async Task TakeAsync(SharedRuns shared, IEnumerable<string> ids)
    {
        var found = new List<RunRecord>();
        foreach (var id in ids)
            if (await shared.FindAsync(id, default) is { Phase: RunPhase.Active } run) found.Add(run);
        // They go to the head of the queue, so the oldest goes first.
        foreach (var run in found.OrderBy(run => run.Born)) await takeover.TakeAsync(run);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Runs that have lost their node could not be looked for: {Exception} {Stack}")]
    private static partial void LogDefect(ILogger logger, string exception, string? stack);
}
