using System.Collections.Concurrent;

namespace Interception.Server.Runs;

/// <summary>Who reads which run at this node, for as long as the run is kept: a reader stays when the run pauses and goes on.</summary>
/// <param name="time">Where time comes from.</param>
internal sealed class RunAttendance(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RunReaders> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _visits = new(StringComparer.Ordinal);

    /// <summary>Counts a run's readers from now on.</summary>
    public RunReaders Add(string runId) => _readers.GetOrAdd(runId, static (_, time) => new(time), time);

    /// <summary>A run's readers; null for one that is not kept.</summary>
    public RunReaders? Find(string runId) => _readers.GetValueOrDefault(runId);

    /// <summary>Which runs are read here at the moment, those included that work at other nodes.</summary>
    public IReadOnlyCollection<string> Read
    {
        get
        {
            lock (_visits) return [.. _visits.Keys, .. _readers.Where(run => !run.Value.IsEmpty).Select(run => run.Key)];
        }
    }

    /// <summary>Attends a run that is not kept here until disposed.</summary>
    public IDisposable Visit(string runId)
    {
        lock (_visits) _visits[runId] = _visits.GetValueOrDefault(runId) + 1;
        return new RunVisit(() => Leave(runId));
    }

    /// <summary>Forgets the readers of runs that went on elsewhere, when nobody has read them here for so long.</summary>
    /// <param name="isLive">Whether a run waits or works here.</param>
    /// <param name="after">How long.</param>
    /// <returns>The runs.</returns>
    public IReadOnlyList<string> Tidy(Func<string, bool> isLive, TimeSpan after)
    {
        var idle = _readers.Where(run => !isLive(run.Key) && run.Value.IsEmptyFor(after)).Select(run => run.Key).ToList();
        idle.ForEach(Forget);
        return idle;
    }

    /// <summary>Counts them no longer.</summary>
    public void Forget(string runId) => _readers.TryRemove(runId, out _);

    /// <summary>Completes when nobody reads any run.</summary>
    public Task GoneAsync() => Task.WhenAll(_readers.Values.Select(readers => readers.GoneAsync()));

    private void Leave(string runId)
    {
        lock (_visits)
        {
            if (--_visits[runId] == 0) _visits.Remove(runId);
        }
    }

    private sealed class RunVisit(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
