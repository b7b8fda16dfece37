using System.Collections.Concurrent;
using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>The traces of the runs that have worked at this node. A trace outlives its live object, which goes at each pause.</summary>
internal sealed class RunTraces
{
    private readonly ConcurrentDictionary<string, RunTrace> _traces = new(StringComparer.Ordinal);

    /// <summary>A run's trace, begun where there is none.</summary>
    public RunTrace For(RunRecord run) => _traces.GetOrAdd(run.Id, static (_, run) => new(run.Label, run.Work.Plan, run.Voice), run);

    /// <summary>A run has ended.</summary>
    public void End(string runId, Outcome outcome, string? code)
    {
        if (_traces.TryRemove(runId, out var trace)) trace.End(outcome, code);
    }

    /// <summary>A run is forgotten, however far it came.</summary>
    public void Forget(string runId)
    {
        if (_traces.TryRemove(runId, out var trace)) trace.Dispose();
    }
}
