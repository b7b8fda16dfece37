using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>Decides whether a caller may begin another run, or continue a paused one.</summary>
internal interface IRunAdmission
{
    /// <summary>Refuses a caller that may not.</summary>
    /// <param name="child">The child in class; null for a child by itself.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>, or <c>busy</c> when this node takes no runs.</exception>
    void EnsureAllowed(string? child);
}
