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

    /// <summary>From a first piece that comes at once to a stage that takes all the time there is.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 180, 300, 600],
    };

    private readonly Counter<long> _runs;
    private readonly Counter<long> _blocked;
    private readonly Histogram<double> _firstPiece;
    private readonly Histogram<double> _stage;
    private readonly Histogram<double> _silence;
    private readonly Histogram<double> _wait;

    public RunMetrics(IMeterFactory meters, EndpointSlots places, IRunQueue line)
    {
        var meter = meters.Create(Meter);
        _runs = meter.CreateCounter<long>("interception.runs.ended", description: "Runs by their ending.");
        _firstPiece = meter.CreateHistogram("interception.stage.first_piece", "s", "From a stage's start to its first piece.", null, Seconds);
        _stage = meter.CreateHistogram("interception.stage.duration", "s", "From a stage's start to its end.", null, Seconds);
        _silence = meter.CreateHistogram("interception.stage.silence", "s", "Silences of a second and more while a text was written, by where they arose.", null, Seconds);
        _wait = meter.CreateHistogram("interception.queue.wait", "s", "How long runs waited for a place.", null, Seconds);
        _blocked = meter.CreateCounter<long>("interception.stages.blocked", description: "Stages that a check, a filter or a provider said no to, by what it objected to.");
        meter.CreateObservableGauge("interception.runs.waiting", () => line.Length, description: "Runs in the line.");
        meter.CreateObservableGauge("interception.places.taken", () => places.Taken, description: "Places that runs hold.");
        meter.CreateObservableGauge("interception.places", () => places.Count, description: "Places there are.");
    }

    public void Waited(TimeSpan wait) => _wait.Record(wait.TotalSeconds);

    public void RunEnded(Outcome outcome, string? code) => _runs.Add(1, Ending(outcome, code));

    public void StageEnded(StageEnd end)
    {
        var labels = Ending(end.Outcome, end.Code);
        var stage = new KeyValuePair<string, object?>("stage", end.Stage.ToString());
        labels.Add(stage);
        _stage.Record(end.DurationMs / 1000.0, labels);
        if (end.FirstPieceMs is { } first) _firstPiece.Record(first / 1000.0, stage);
        foreach (var silence in end.Silences ?? []) _silence.Record(silence.Ms / 1000.0, new KeyValuePair<string, object?>("place", silence.Place.ToString()));
        if (end.Category is { } category) _blocked.Add(1, stage, new("category", category.WireName()));
    }

    private static TagList Ending(Outcome outcome, string? code) => new() { { "outcome", outcome.ToString() }, { "code", code ?? "none" } };
}
