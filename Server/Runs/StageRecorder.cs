using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Hops;

namespace Interception.Server.Runs;

/// <summary>Records what one stage does: its beginning, its statuses, its text, and its one ending.</summary>
internal sealed partial class StageRecorder(Run run, Stage stage, string? model, StageRecorderContext recording) : IStageOutput
{
    private readonly long _begun = recording.Time.GetTimestamp();
    private readonly List<string> _heldBack = [];
    private StageHopWatch? _hops;
    private long _lastPiece;
    private long? _firstPieceMs;
    private int _chars;
    private int _pieces;
    private StageStatus? _status;
    private Activity? _span;

    /// <summary>Records the beginning of the stage.</summary>
    public void Begin()
    {
        run.Journal.Write(new StageStart(stage, model));
        _span = RunTrace.Begin($"stage {stage}")?.SetTag("interception.stage", stage.ToString()).SetTag("interception.model", model);
        _hops = run.Hops.Begin(stage, silence => LogSilence(recording.Logger, run.Label, stage, silence.Chars, silence.Ms, silence.Place));
        LogStageBegan(recording.Logger, run.Label, stage, model ?? "no model");
    }

    public void Came() => _hops?.Came();

    public void Write(string piece)
    {
        if (piece.Length == 0 || run.HasLostPlace) return;
        if (recording.Streaming) WriteDown(piece);
        else _heldBack.Add(piece);
    }

    public void Report(StageStatus status)
    {
        if (_status == status) return;
        _status = status;
        _hops?.Turn(PlaceOf(status));
        run.Journal.Write(new StageStatusChange(stage, status));
        _span?.AddEvent(new(status.ToString()));
        Changed?.Invoke(status);
    }

    public void Report(string model, long completed, long total) => run.Journal.Write(new ModelPull(stage, model, completed, total));

    /// <summary>Told of every change of status.</summary>
    public Action<StageStatus>? Changed { get; set; }

    /// <summary>Waits in the queue for a server that is away; false when that would not help.</summary>
    public Func<CancellationToken, Task<bool>>? Away { get; set; }

    public bool HasText => _chars > 0;

    /// <summary>Whether the stage has a text, even one that is only shown at its end.</summary>
    public bool HasWritten => HasText || _heldBack.Count > 0;

    public Task<bool> WaitForServerAsync(CancellationToken cancellationToken) =>
        Away?.Invoke(cancellationToken) ?? Task.FromResult(false);

    /// <summary>Forgets what was written: none of it was shown.</summary>
    public void BeginAgain() => _heldBack.Clear();

    /// <summary>Records the ending of the stage, once.</summary>
    public void End(Outcome outcome, string? code = null, TextCategory? category = null, string? field = null)
    {
        if (_heldBack.Count > 0 && outcome != Outcome.Blocked && code != Codes.SafetyUnavailable) WriteDown(string.Concat(_heldBack));
        var duration = Ms(recording.Time.GetElapsedTime(_begun));
        var end = new StageEnd(stage, outcome, code, category, _chars, _pieces, model, _firstPieceMs, duration) { Field = field };
        run.Journal.Write(_hops?.Sum(end) ?? end);
        recording.Metrics.StageEnded(end);
        EndSpan(end);
        LogStageEnded(recording.Logger, run.Label, stage, outcome, code ?? "no code", _chars, _pieces, _firstPieceMs, duration);
        foreach (var observer in recording.Observers) observer.StageEnded(run, end);
    }

    private void EndSpan(StageEnd end)
    {
        if (_span is null) return;
        _span.SetTag("interception.outcome", end.Outcome.ToString()).SetTag("interception.code", end.Code).SetTag("interception.chars", end.Chars)
            .SetTag("interception.pieces", end.Pieces);
        if (end.Category is { } category) _span.SetTag("interception.category", category.WireName());
        if (end.Outcome == Outcome.Failed) _span.SetTag("error.type", end.Code).SetStatus(ActivityStatusCode.Error);
        _span.Dispose();
    }

    private void WriteDown(string piece)
    {
        var now = recording.Time.GetTimestamp();
        _hops?.Written(now, piece.Length);
        run.Journal.Write(stage, piece);
        foreach (var observer in recording.Observers) observer.Wrote(run, stage, _pieces == 0);
        LogPiece(recording.Logger, run.Label, stage, _chars, piece.Length,
            Ms(recording.Time.GetElapsedTime(_pieces == 0 ? _begun : _lastPiece, now)));
        _firstPieceMs ??= Ms(recording.Time.GetElapsedTime(_begun, now));
        _lastPiece = now;
        _chars += piece.Length;
        _pieces++;
    }

    /// <summary>The place of a silence during this status; null for a check, which counts as no silence.</summary>
    private static SilencePlace? PlaceOf(StageStatus status) => status switch
    {
        StageStatus.LoadingModel => SilencePlace.LoadingModel,
        StageStatus.Reading => SilencePlace.Reading,
        StageStatus.Thinking => SilencePlace.Thinking,
        StageStatus.Writing => SilencePlace.SlowModel,
        StageStatus.Retrying => SilencePlace.Line,
        _ => null,
    };

    private static long Ms(TimeSpan span) => (long)span.TotalMilliseconds;

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} began {Stage} with {Model}.")]
    private static partial void LogStageBegan(ILogger logger, string run, Stage stage, string model);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Run {Run} ended {Stage} as {Outcome} ({Code}): {Chars} characters in {Pieces} pieces, first piece after {FirstPieceMs} ms, all after {DurationMs} ms.")]
    private static partial void LogStageEnded(ILogger logger, string run, Stage stage, Outcome outcome, string code,
        int chars, int pieces, long? firstPieceMs, long durationMs);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} {Stage}: silent after {Chars} characters for {SilentMs} ms, which went to {Place}.")]
    private static partial void LogSilence(ILogger logger, string run, Stage stage, int chars, long silentMs, SilencePlace place);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Run {Run} {Stage}: {Length} characters at {Offset}, {GapMs} ms after the last.")]
    private static partial void LogPiece(ILogger logger, string run, Stage stage, int offset, int length, long gapMs);
}

/// <summary>What all stage recorders share.</summary>
/// <param name="Streaming">False: a stage's text is written in one piece at its end.</param>
/// <param name="Time">The clock.</param>
/// <param name="Metrics">Receives figures.</param>
/// <param name="Observers">Told of what is recorded.</param>
/// <param name="Logger">Logs figures, never a text.</param>
internal sealed record StageRecorderContext(bool Streaming, TimeProvider Time, RunMetrics Metrics, IRunObserver[] Observers, ILogger Logger);
