using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>A stage of a run, by its wire name. The server's pipeline decides which stages there are, and their order.</summary>
/// <param name="Name">The wire name, such as <c>Interception</c>.</param>
[JsonConverter(typeof(StageConverter))]
public readonly record struct Stage(string Name)
{
    /// <summary>Idea, rules and style are checked; the idea may be translated.</summary>
    public static Stage PreInterception { get; } = new(nameof(PreInterception));

    /// <summary>The idea is rewritten by the rules.</summary>
    public static Stage Interception { get; } = new(nameof(Interception));

    /// <summary>A revised interception is checked; the interception may be translated.</summary>
    public static Stage PreOutput { get; } = new(nameof(PreOutput));

    /// <summary>The finished piece is written.</summary>
    public static Stage Output { get; } = new(nameof(Output));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
