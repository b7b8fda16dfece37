using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>The run exists.</summary>
/// <param name="Stages">The stages that it can go through.</param>
/// <param name="Language">The language of the page that asked.</param>
/// <param name="Voice">Who writes: <c>ollama</c>, <c>practice</c>, or a provider's name.</param>
public sealed record RunStart(IReadOnlyList<Stage> Stages, string Language, string Voice) : RunEvent;

/// <summary>The run waits for a slot; sent on every change.</summary>
/// <param name="Position">Its place in the queue, 1 is next.</param>
/// <param name="EtaSeconds">The shortest and the longest wait that is left, in seconds; null while unknown.</param>
/// <param name="WaitsFor">Why the run is not served yet.</param>
public sealed record Queued(int Position, IReadOnlyList<double>? EtaSeconds, WaitReason WaitsFor = WaitReason.Place) : RunEvent;

/// <summary>A stage began.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Model">The model that is asked; null when no model is asked.</param>
public sealed record StageStart(Stage Stage, string? Model) : RunEvent;

/// <summary>A stage does something different now.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Status">What it does now.</param>
public sealed record StageStatusChange(Stage Stage, StageStatus Status) : RunEvent;

/// <summary>A stage waits for a model that is still being downloaded; sent at most twice a second.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Model">The model, with its provider in front.</param>
/// <param name="Completed">Bytes that have arrived.</param>
/// <param name="Total">Bytes in all; 0 while unknown. The number may grow.</param>
public sealed record ModelPull(Stage Stage, string Model, long Completed, long Total) : RunEvent;

/// <summary>A stage ended; <see cref="Outcome.Blocked"/> retracts its text.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Code">Why, one of <see cref="Codes"/>; null when completed.</param>
/// <param name="Category">What a check found, for <see cref="Outcome.Blocked"/>.</param>
/// <param name="Chars">UTF-16 length of the text.</param>
/// <param name="Pieces">The number of pieces in which the text was written.</param>
/// <param name="Model">The model that wrote or checked; null when no model did.</param>
/// <param name="FirstPieceMs">Milliseconds from the start of the stage to its first piece; null without text.</param>
/// <param name="DurationMs">Milliseconds from the start of the stage to its end.</param>
public sealed record StageEnd(Stage Stage, Outcome Outcome, string? Code, TextCategory? Category, int Chars, int Pieces,
    string? Model, long? FirstPieceMs, long DurationMs) : RunEvent
{
    /// <summary>The field of the request that was too long for a model; left out otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>When its text passed each hop; left out for a stage without text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StageHops? Hops { get; init; }

    /// <summary>The silences in it, the first ten of a run; left out when there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StageSilence>? Silences { get; init; }
}

/// <summary>The run waits for the child and holds no slot.</summary>
/// <param name="Reason"><c>revise</c>.</param>
public sealed record RunPause(string Reason = "revise") : RunEvent;

/// <summary>The child went on.</summary>
/// <param name="Revised">True when the interception was changed.</param>
public sealed record RunContinue(bool Revised) : RunEvent;

/// <summary>The last event of every run.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Code">Why, one of <see cref="Codes"/>; null when completed.</param>
/// <param name="RetryAfterMs">Milliseconds until a client may try again; null when that would not help.</param>
public sealed record RunEnd(Outcome Outcome, string? Code, int? RetryAfterMs = null) : RunEvent;
