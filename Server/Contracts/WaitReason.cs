using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Why a run that waits is not served.</summary>
[JsonConverter(typeof(KebabCaseEnum<WaitReason>))]
public enum WaitReason
{
    /// <summary>Other runs hold all slots, or come first.</summary>
    Place,

    /// <summary>No model server that the run needs is well, or all of them are loading the first model that it asks.</summary>
    Model,

    /// <summary>The judge is being tested.</summary>
    Test,

    /// <summary>The teacher holds the queue.</summary>
    Hold,
}
