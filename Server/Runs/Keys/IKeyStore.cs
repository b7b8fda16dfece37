namespace Interception.Server.Runs.Keys;

/// <summary>Which key means which run: a port. A start reserves its key, and keeps or releases it when it is done.</summary>
/// <remarks>An answer may take its time. Every call may be said again with the same run, and then changes nothing.</remarks>
internal interface IKeyStore
{
    /// <summary>Reserves a key for a run that is about to start, unless it is reserved or means a run already.</summary>
    ValueTask<KeyAnswer> ReserveAsync(IdempotencyKey key, string runId, CancellationToken cancellationToken = default);

    /// <summary>The run has started: the key means it until it is released.</summary>
    ValueTask KeepAsync(IdempotencyKey key, string runId, CancellationToken cancellationToken = default);

    /// <summary>The start was refused, or the run is forgotten. Does nothing when the key means another run by now.</summary>
    ValueTask ReleaseAsync(string name, string runId, CancellationToken cancellationToken = default);

    /// <summary>The run that a session's own key means; null when it means none.</summary>
    ValueTask<string?> FindAsync(string name, string owner, CancellationToken cancellationToken = default);

    /// <summary>Whether the name means a run, whoever made it.</summary>
    ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken = default);
}
