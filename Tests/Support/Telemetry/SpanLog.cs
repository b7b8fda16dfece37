using System.Collections.Concurrent;
using System.Diagnostics;

namespace Interception.Tests.Support.Telemetry;

/// <summary>Keeps every span of ours that ends while it listens; those of other tests too.</summary>
internal sealed class SpanLog : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public SpanLog()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Interception",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>All spans of the trace of a run.</summary>
    public IReadOnlyList<Activity> TraceOf(string runId)
    {
        var root = _ended.Single(span => span.OperationName == "run" && (string?)span.GetTagItem("interception.run") == runId[..6]);
        return [.. _ended.Where(span => span.TraceId == root.TraceId)];
    }

    /// <summary>All spans under a name that belong to whatever is current here.</summary>
    public IReadOnlyList<Activity> Below(Activity parent) => [.. _ended.Where(span => span.TraceId == parent.TraceId && span != parent)];

    public void Dispose() => _listener.Dispose();
}
