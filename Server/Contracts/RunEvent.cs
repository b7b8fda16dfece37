using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Everything about a run that is not text. Readers ignore types and fields they do not know.</summary>
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

    /// <summary>When it was written down, in milliseconds since 1970; given by the journal.</summary>
    public long At { get; init; }
}
