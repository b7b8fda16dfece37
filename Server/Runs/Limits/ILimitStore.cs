namespace Interception.Server.Runs.Limits;

/// <summary>What callers have used of their shares: a port. Nothing is ever counted beside it.</summary>
/// <remarks>
/// An answer may take its time. What is held at the same time is held under a name of its own, never counted up and
/// down: a name that is released twice, or whose holder is gone, leaves no count behind.
/// </remarks>
internal interface ILimitStore
{
    /// <summary>Holds one of each share, or none at all.</summary>
    /// <param name="shares">Whose shares; none holds nothing.</param>
    /// <param name="holder">The holder's name; one that holds already goes on holding.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>False when one of them is used up.</returns>
    ValueTask<bool> TryHoldAsync(IReadOnlyList<LimitShare> shares, string holder, CancellationToken cancellationToken = default);

    /// <summary>Holds no longer.</summary>
    ValueTask ReleaseAsync(IReadOnlyList<LimitShare> shares, string holder, CancellationToken cancellationToken = default);

    /// <summary>Spends one of each share, or none at all; each comes back after its time.</summary>
    /// <param name="kind">What is spent, such as <c>starts</c>.</param>
    /// <param name="shares">Whose shares.</param>
    /// <param name="per">The time in which a whole share comes back.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>False when one of them is used up.</returns>
    ValueTask<bool> TrySpendAsync(string kind, IReadOnlyList<LimitShare> shares, TimeSpan per, CancellationToken cancellationToken = default);
}
