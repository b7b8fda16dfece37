using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>The run exists.</summary>
/// <param name="Stages">The stages that it can go through.</param>
/// <param name="Language">The language of the page that asked.</param>
/// <param name="Voice">Who writes: <c>ollama</c>, <c>practice</c>, or a provider's name.</param>
public sealed record RunStart(IReadOnlyList<Stage> Stages, string Language, string Voice) : RunEvent;

/// <summary>The run waits for a place; sent on every change.</summary>
/// <param name="Position">1 is next.</param>
/// <param name="EtaSeconds">The wait that is left, from and to; null while unknown.</param>
/// <param name="WaitsFor">Why it is not served yet.</param>
public sealed record Queued(int Position, IReadOnlyList<double>? EtaSeconds, WaitReason WaitsFor = WaitReason.Place) : RunEvent;

/// <summary>A stage began.</summary>
/// <param name="Stage">Which.</param>
/// <param name="Model">The model that is asked; null when none is.</param>
public sealed record StageStart(Stage Stage, string? Model) : RunEvent;

/// <summary>A stage does something else than before.</summary>
/// <param name="Stage">Which.</param>
/// <param name="Status">What it does now.</param>
public sealed record StageStatusChange(Stage Stage, StageStatus Status) : RunEvent;

/// <summary>A stage waits for a model that is still being fetched; sent as it gets on, at most twice a second.</summary>
/// <param name="Stage">Which.</param>
/// <param name="Model">The model, with its provider in front.</param>
/// <param name="Completed">Bytes that are there.</param>
/// <param name="Total">Bytes in all, as far as is known; 0 while unknown, and it may grow.</param>
public sealed record ModelPull(Stage Stage, string Model, long Completed, long Total) : RunEvent;

/// <summary>A stage ended; <see cref="Outcome.Blocked"/> retracts its text.</summary>
/// <param name="Stage">Which.</param>
/// <param name="Outcome">How.</param>
/// <param name="Code">Why, one of <see cref="Codes"/>; null when completed.</param>
/// <param name="Category">What a check objected to, for <see cref="Outcome.Blocked"/>.</param>
/// <param name="Chars">UTF-16 length of the text.</param>
/// <param name="Pieces">In how many pieces the text was written.</param>
/// <param name="Model">The model that wrote or checked; null when none did.</param>
/// <param name="FirstPieceMs">From the stage's start to its first piece; null without text.</param>
/// <param name="DurationMs">From the stage's start to its end.</param>
public sealed record StageEnd(Stage Stage, Outcome Outcome, string? Code, TextCategory? Category, int Chars, int Pieces,
    string? Model, long? FirstPieceMs, long DurationMs) : RunEvent
{
    /// <summary>The field of the request that was too long for a model; left out when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>When its text passed each hop; left out for a stage without text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StageHops? Hops { get; init; }

    /// <summary>The silences in it, the first ten of a run; left out when there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StageSilence>? Silences { get; init; }
}

/// <summary>The run waits for the child and holds no place.</summary>
/// <param name="Reason"><c>revise</c>.</param>
public sealed record RunPause(string Reason = "revise") : RunEvent;

/// <summary>The child went on.</summary>
/// <param name="Revised">True when the interception was changed.</param>
public sealed record RunContinue(bool Revised) : RunEvent;

/// <summary>The last event of every run.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Code">Why, one of <see cref="Codes"/>; null when completed.</param>
/// <param name="RetryAfterMs">When to come back; null when that would not help.</param>
public sealed record RunEnd(Outcome Outcome, string? Code, int? RetryAfterMs = null) : RunEvent;
