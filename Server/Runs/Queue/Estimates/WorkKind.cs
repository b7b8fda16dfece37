using Interception.Server.Contracts;

namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>A kind of work whose time is measured: what takes about as long is the same kind.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Model">The model that it asks; null when it asks none.</param>
/// <param name="Translates">Whether it translates as well.</param>
internal sealed record WorkKind(Stage Stage, string? Model, bool Translates);
