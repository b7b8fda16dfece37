using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>The four stages of a run, in their order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Stage>))]
public enum Stage
{
    /// <summary>Idea, rules and style are checked; the idea may be translated.</summary>
    PreInterception = 1,

    /// <summary>The idea is rewritten by the rules.</summary>
    Interception = 2,

    /// <summary>A revised interception is checked; the interception may be translated.</summary>
    PreOutput = 3,

    /// <summary>The finished piece is written.</summary>
    Output = 4,
}
