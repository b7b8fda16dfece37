using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Everything about a run except its text. Readers ignore unknown types and fields.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true,
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(RunStart), "run-start")]
[JsonDerivedType(typeof(Queued), "queue")]
[JsonDerivedType(typeof(StageStart), "stage-start")]
[JsonDerivedType(typeof(StageStatusChange), "stage-status")]
[JsonDerivedType(typeof(ModelPull), "model-pull")]
[JsonDerivedType(typeof(StageEnd), "stage-end")]
[JsonDerivedType(typeof(RunPause), "run-pause")]
[JsonDerivedType(typeof(RunContinue), "run-continue")]
[JsonDerivedType(typeof(RunEnd), "run-end")]
public record RunEvent
{
    /// <summary>1, 2, 3, ... without holes; given by the journal.</summary>
    public long Seq { get; init; }

    /// <summary>The time when the event was written, in Unix milliseconds; given by the journal.</summary>
    public long At { get; init; }
}
