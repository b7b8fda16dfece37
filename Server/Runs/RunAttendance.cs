using System.Collections.Concurrent;

namespace Interception.Server.Runs;

/// <summary>Who reads which run at this node, for as long as the run is kept: a reader stays when the run pauses and goes on.</summary>
/// <param name="time">Where time comes from.</param>
internal sealed class RunAttendance(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RunReaders> _readers = new(StringComparer.Ordinal);

    /// <summary>Counts a run's readers from now on.</summary>
    public RunReaders Add(string runId) => _readers.GetOrAdd(runId, static (_, time) => new(time), time);

    /// <summary>A run's readers; null for one that is not kept.</summary>
    public RunReaders? Find(string runId) => _readers.GetValueOrDefault(runId);

    /// <summary>Counts them no longer.</summary>
    public void Forget(string runId) => _readers.TryRemove(runId, out _);

    /// <summary>Completes when nobody reads any run.</summary>
    public Task GoneAsync() => Task.WhenAll(_readers.Values.Select(readers => readers.GoneAsync()));
}
