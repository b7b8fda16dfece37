namespace Interception.Server.Runs.Queue;

/// <summary>One who waits in the line.</summary>
/// <param name="Run">The run's id; empty where its node does not say it.</param>
/// <param name="Position">Where it stands, 1 is next.</param>
/// <param name="Since">Since when it waits for this turn, in Unix milliseconds.</param>
internal sealed record WaitingRun(string Run, int Position, long Since);
