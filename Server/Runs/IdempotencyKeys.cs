using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>A name of the caller's own for a run that it starts: said again, it means the same run.</summary>
/// <param name="Name">An idempotency key or an alias.</param>
/// <param name="Fingerprint">Tells the same request from another.</param>
/// <param name="Owner">The session that made it; null for a key, which is a secret itself.</param>
internal sealed record IdempotencyKey(string Name, string Fingerprint, string? Owner)
{
    /// <summary>The key that a request names; null for none.</summary>
    public static IdempotencyKey? OfRequest(RunRequest request) =>
        request.Key is { } key ? new("key:" + key, FingerprintOf(request), null) : null;

    /// <summary>Tells equal requests from others without keeping their texts.</summary>
    public static string FingerprintOf<T>(T request) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
}

/// <summary>Which claim means which run, for as long as the run is kept.</summary>
internal sealed class IdempotencyKeys
{
    private readonly ConcurrentDictionary<string, ClaimedRun> _claims = new(StringComparer.Ordinal);

    /// <summary>The run that the claim means, or a new one.</summary>
    /// <exception cref="EndingException"><c>conflict</c>: the name was used with another request; or what <paramref name="start"/> throws.</exception>
    public Run GetOrStart(IdempotencyKey claim, Func<Run> start)
    {
        while (true)
        {
            var claimed = _claims.GetOrAdd(claim.Name, _ => new(claim));
            if (claimed.GetOrStart(claim, start, Drop) is { } run) return run;
        }
    }

    /// <summary>The run that this owner's claim means; null when there is none.</summary>
    public Run? Find(string name, string? owner) =>
        owner is not null && _claims.TryGetValue(name, out var made) && made.Owner == owner ? made.Run : null;

    /// <summary>Whether the name means a run.</summary>
    public bool Has(string name) => _claims.TryGetValue(name, out var made) && made.Run is not null;

    /// <summary>Drops what means this run.</summary>
    public void Forget(Run run)
    {
        if (run.ClaimName is { } name && _claims.TryGetValue(name, out var made) && made.Run == run) Drop(made);
    }

    private void Drop(ClaimedRun claimed)
    {
        claimed.IsGone = true;
        _claims.TryRemove(new(claimed.Name, claimed));
    }
}
