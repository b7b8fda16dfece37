namespace Interception.Server.Runs.Limits;

/// <summary>Stores what callers have used of their shares. Nothing is counted anywhere else.</summary>
/// <remarks>
/// An answer may take time. Each held share has a holder's name and is not counted up and down, so a name that is
/// released twice, or whose holder is gone, leaves no wrong count.
/// </remarks>
internal interface ILimitStore
{
    /// <summary>Holds one of each share, or none.</summary>
    /// <param name="shares">The shares; an empty list holds nothing.</param>
    /// <param name="holder">The holder's name; one that already holds keeps holding.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when one of them is used up.</returns>
    ValueTask<bool> TryHoldAsync(IReadOnlyList<LimitShare> shares, string holder, CancellationToken cancellationToken = default);

    /// <summary>Releases what a holder holds.</summary>
    ValueTask ReleaseAsync(IReadOnlyList<LimitShare> shares, string holder, CancellationToken cancellationToken = default);

    /// <summary>Spends one of each share, or none; each comes back after its time.</summary>
    /// <param name="kind">The kind of use, such as <c>starts</c>.</param>
    /// <param name="shares">The shares.</param>
    /// <param name="per">The time in which a full share comes back.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when one of them is used up.</returns>
    ValueTask<bool> TrySpendAsync(string kind, IReadOnlyList<LimitShare> shares, TimeSpan per, CancellationToken cancellationToken = default);

    /// <summary>Lets callers whose share is spent wait in turn.</summary>
    /// <param name="kind">The kind of use, as in <see cref="TrySpendAsync"/>.</param>
    /// <param name="share">The share.</param>
    /// <param name="per">The time in which a full share comes back.</param>
    /// <param name="turns">How far apart the turns are, and the longest wait.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How long this caller waits; zero while the share is not spent.</returns>
    ValueTask<TimeSpan> TakeTurnAsync(
        string kind, LimitShare share, TimeSpan per, (TimeSpan Apart, TimeSpan Longest) turns, CancellationToken cancellationToken = default);
}
