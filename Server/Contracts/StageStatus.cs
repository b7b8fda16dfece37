using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>What a stage is doing at the moment; on the wire in kebab case.</summary>
[JsonConverter(typeof(KebabCaseEnum<StageStatus>))]
public enum StageStatus
{
    /// <summary>A gate looks at a text.</summary>
    Checking,

    /// <summary>The model is being loaded into the GPU.</summary>
    LoadingModel,

    /// <summary>The model has been asked and reads; nothing of its answer has come yet.</summary>
    Reading,

    /// <summary>The model thinks; its thoughts are not shown.</summary>
    Thinking,

    /// <summary>The model writes.</summary>
    Writing,

    /// <summary>A call failed before its first token and is made again.</summary>
    Retrying,
}
