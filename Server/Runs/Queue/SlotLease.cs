namespace Interception.Server.Runs.Queue;

/// <summary>The right to a place for a time. Its fence is the number under which the run is written from then on.</summary>
/// <param name="Id">Its name; no other lease ever has it.</param>
/// <param name="Fence">Larger than that of every lease before it, and than the run's own until now.</param>
/// <param name="ExpiresAt">When it is over unless it is renewed; null where its holder cannot go without it.</param>
internal sealed record SlotLease(string Id, long Fence, DateTimeOffset? ExpiresAt);
