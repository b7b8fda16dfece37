using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Why a run that waits is not served.</summary>
[JsonConverter(typeof(KebabCaseEnum<WaitReason>))]
public enum WaitReason
{
    /// <summary>Others hold all places, or come first.</summary>
    Place,

    /// <summary>No model server that it needs is well, or all of them load the model that it asks first.</summary>
    Model,

    /// <summary>The judge is being tested.</summary>
    Test,

    /// <summary>The teacher holds the line.</summary>
    Hold,
}
