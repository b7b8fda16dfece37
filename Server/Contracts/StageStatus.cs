using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>What a stage is doing at present; on the wire in kebab case.</summary>
[JsonConverter(typeof(KebabCaseEnum<StageStatus>))]
public enum StageStatus
{
    /// <summary>A gate checks a text.</summary>
    Checking,

    /// <summary>The model is being loaded into the GPU.</summary>
    LoadingModel,

    /// <summary>The model has been asked and reads the prompt; no part of its answer has arrived.</summary>
    Reading,

    /// <summary>The model thinks; its thoughts are not shown.</summary>
    Thinking,

    /// <summary>The model writes.</summary>
    Writing,

    /// <summary>A call failed before its first token and is repeated.</summary>
    Retrying,
}
