namespace Interception.Server.Contracts;

/// <summary>One evenly spaced tick, to tell a slow model from a buffering network.</summary>
/// <param name="N">The number of the tick: 0, 1, 2, ...</param>
/// <param name="SentAtUnixMs">The time when the server sent it, in Unix milliseconds.</param>
public sealed record ProbeTick(int N, double SentAtUnixMs);
