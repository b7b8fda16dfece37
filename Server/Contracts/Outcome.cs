using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>How a stage or a run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>The text is whole and checked.</summary>
    Completed,

    /// <summary>A check said no; the stage's text is retracted.</summary>
    Blocked,

    /// <summary>A person stopped it, or nobody read it any more.</summary>
    Stopped,

    /// <summary>The model reached a limit, so the text has no proper end.</summary>
    Truncated,

    /// <summary>Something went wrong; the code says what.</summary>
    Failed,
}
