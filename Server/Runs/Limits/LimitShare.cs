namespace Interception.Server.Runs.Limits;

/// <summary>How much one caller may have: a session, or all callers of an address together.</summary>
/// <param name="Key">Identifies the caller.</param>
/// <param name="Most">The limit.</param>
internal sealed record LimitShare(string Key, int Most);
