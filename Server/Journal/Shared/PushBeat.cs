using System.Collections.Concurrent;
using Interception.Server.Redis;

namespace Interception.Server.Journal.Shared;

/// <summary>The moments at which this node's runs go to Redis: together, because a packet, a timer and a thread for each would cost more than what is said.</summary>
/// <param name="time">The clock.</param>
/// <param name="redis">Where they go; null for nowhere.</param>
internal sealed class PushBeat(TimeProvider time, RedisConnection? redis = null) : IDisposable
{
    /// <summary>So many runs at work make a node busy; with fewer the first piece after a quiet moment goes at once.</summary>
    public const int Busy = 8;

    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<RunPusher, bool> _runs = new();
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private int _count;

    /// <summary>Whether everything waits for the next moment.</summary>
    public bool IsBusy => Volatile.Read(ref _count) >= Busy;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Adds a run that works here; one that is there already stays.</summary>
    public void Join(RunPusher run)
    {
        if (!_runs.TryAdd(run, true)) return;
        lock (_lock) if (++_count == 1) Change(Length);
    }

    /// <summary>Removes a run.</summary>
    public void Leave(RunPusher run)
    {
        if (!_runs.TryRemove(run, out _)) return;
        lock (_lock) if (--_count == 0) Change(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing goes by itself any more.</summary>
    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var gathered = redis?.Gather();
        foreach (var (run, _) in _runs) run.Look(gathered);
        if (gathered is not null) RedisConnection.Send(gathered);
    }

    private void Change(TimeSpan period)
    {
        _timer ??= time.CreateTimer(static beat => ((PushBeat)beat!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(period, period);
    }
}
