namespace Interception.Server.Runs.Limits;

/// <summary>How much of something one caller may have: a session, or all at an address together.</summary>
/// <param name="Key">Tells one caller from another.</param>
/// <param name="Most">How much.</param>
internal sealed record LimitShare(string Key, int Most);
