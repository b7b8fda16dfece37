using Interception.Server.Contracts;

namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>A kind of work whose time is measured: what takes about as long is the same kind.</summary>
/// <param name="Stage">The stage; null for all that write, or all that check.</param>
/// <param name="Model">The model that it asks; null when it asks none.</param>
/// <param name="Translates">Whether it translates as well.</param>
internal sealed record WorkKind(Stage? Stage, string? Model, bool Translates)
{
    /// <summary>Whether a model writes the stage's text; else the stage checks one.</summary>
    public bool Writes { get; init; }
}
