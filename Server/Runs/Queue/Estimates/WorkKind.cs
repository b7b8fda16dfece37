using Interception.Server.Contracts;

namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>A kind of work with its own measurements; works with similar durations are the same kind.</summary>
/// <param name="Stage">The stage; null for all that write, or all that check.</param>
/// <param name="Model">The model that it asks; null for none.</param>
/// <param name="Translates">Whether it translates as well.</param>
internal sealed record WorkKind(Stage? Stage, string? Model, bool Translates)
{
    /// <summary>Whether a model writes the stage's text; otherwise the stage checks a text.</summary>
    public bool Writes { get; init; }
}
