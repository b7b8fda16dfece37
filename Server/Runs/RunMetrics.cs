using System.Diagnostics;
using System.Diagnostics.Metrics;
using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>The figures of runs and stages. Their labels are names of ours only: never a text, an id, or a model that a client names.</summary>
internal sealed class RunMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Interception";

    private readonly Counter<long> _runs;
    private readonly Histogram<double> _firstPiece;
    private readonly Histogram<double> _stage;

    public RunMetrics(IMeterFactory meters, EndpointSlots places, IRunQueue line)
    {
        var meter = meters.Create(Meter);
        _runs = meter.CreateCounter<long>("interception.runs.ended", description: "Runs by their ending.");
        _firstPiece = meter.CreateHistogram<double>("interception.stage.first_piece", "s", "From a stage's start to its first piece.");
        _stage = meter.CreateHistogram<double>("interception.stage.duration", "s", "From a stage's start to its end.");
        meter.CreateObservableGauge("interception.runs.waiting", () => line.Length, description: "Runs in the line.");
        meter.CreateObservableGauge("interception.places.taken", () => places.Taken, description: "Places that runs hold.");
        meter.CreateObservableGauge("interception.places", () => places.Count, description: "Places there are.");
    }

    public void RunEnded(Outcome outcome, string? code) => _runs.Add(1, Ending(outcome, code));

    public void StageEnded(Stage stage, Outcome outcome, string? code, long? firstPieceMs, long durationMs)
    {
        var labels = Ending(outcome, code);
        labels.Add("stage", stage.ToString());
        _stage.Record(durationMs / 1000.0, labels);
        if (firstPieceMs is { } first) _firstPiece.Record(first / 1000.0, new KeyValuePair<string, object?>("stage", stage.ToString()));
    }

    private static TagList Ending(Outcome outcome, string? code) => new() { { "outcome", outcome.ToString() }, { "code", code ?? "none" } };
}
