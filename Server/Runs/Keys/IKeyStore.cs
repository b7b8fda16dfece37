namespace Interception.Server.Runs.Keys;

/// <summary>Stores which key means which run. A start reserves its key, and keeps or releases it at its end.</summary>
/// <remarks>An answer may take time. Every call may be repeated with the same run, and then changes nothing.</remarks>
internal interface IKeyStore
{
    /// <summary>Reserves a key for a run that is about to start, unless the key is reserved or used.</summary>
    ValueTask<KeyAnswer> ReserveAsync(IdempotencyKey key, string runId, CancellationToken cancellationToken = default);

    /// <summary>Keeps the key for the started run until it is released.</summary>
    ValueTask KeepAsync(IdempotencyKey key, string runId, CancellationToken cancellationToken = default);

    /// <summary>Releases the key, because the start was refused or the run is forgotten. Does nothing when the key means another run now.</summary>
    ValueTask ReleaseAsync(string name, string runId, CancellationToken cancellationToken = default);

    /// <summary>The run has ended: the key means it so long and no longer, even when nobody is there to release it.</summary>
    /// <remarks>In a single process the one who keeps the run is there.</remarks>
    ValueTask ReleaseAsync(string name, string runId, TimeSpan after) => default;

    /// <summary>The run of a session's own key; null for none.</summary>
    ValueTask<string?> FindAsync(string name, string owner, CancellationToken cancellationToken = default);

    /// <summary>Whether the name means a run of any session.</summary>
    ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken = default);
}
