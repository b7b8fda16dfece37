using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>How a stage or a run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>Whole and checked.</summary>
    Completed,

    /// <summary>A check said no; the stage's text is retracted.</summary>
    Blocked,

    /// <summary>Somebody stopped it, or nobody was there any more.</summary>
    Stopped,

    /// <summary>The model came to a limit; the text has no proper end.</summary>
    Truncated,

    /// <summary>Something went wrong; the code says what.</summary>
    Failed,
}
