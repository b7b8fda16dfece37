namespace Interception.Server.Contracts;

/// <summary>One evenly spaced tick, to tell a slow model from a buffering network.</summary>
/// <param name="N">0, 1, 2, ...</param>
/// <param name="SentAtUnixMs">When the server sent it, in milliseconds since 1970.</param>
public sealed record ProbeTick(int N, double SentAtUnixMs);
