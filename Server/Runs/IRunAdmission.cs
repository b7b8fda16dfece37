using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>Says whether somebody may begin another run, or go on with one that pauses.</summary>
internal interface IRunAdmission
{
    /// <summary>Refuses somebody who may not.</summary>
    /// <param name="child">Whose run it is in class; null for a child by itself.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    void EnsureAllowed(string? child);
}
