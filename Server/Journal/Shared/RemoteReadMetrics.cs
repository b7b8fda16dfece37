using System.Diagnostics.Metrics;

namespace Interception.Server.Journal.Shared;

/// <summary>How far readers at this node are behind the nodes that write.</summary>
internal sealed class RemoteReadMetrics(IMeterFactory meters)
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    };

    private readonly Histogram<double> _lag = meters.Create("Interception").CreateHistogram(
        "interception.remote.lag", "s", "How long what another node has written takes to be known at this one, where somebody reads it.", null, Seconds);

    /// <summary>Something has come from another node.</summary>
    /// <param name="lag">For how long it was known there.</param>
    public void Came(TimeSpan lag) => _lag.Record(lag.TotalSeconds);
}
