using System.Security.Cryptography;
using System.Text.Json;
using Interception.Server.Contracts;

namespace Interception.Server.Runs.Keys;

/// <summary>A caller's own name for a run that it starts; the same name again means the same run.</summary>
/// <param name="Name">An idempotency key or an alias.</param>
/// <param name="Fingerprint">Tells requests apart.</param>
/// <param name="Owner">The session that made it; null for an idempotency key, which is a secret itself.</param>
internal sealed record IdempotencyKey(string Name, string Fingerprint, string? Owner)
{
    /// <summary>The key of a request; null for none.</summary>
    public static IdempotencyKey? OfRequest(RunRequest request) =>
        request.Key is { } key ? new("key:" + key, FingerprintOf(request), null) : null;

    /// <summary>A hash that tells requests apart without storing their texts.</summary>
    public static string FingerprintOf<T>(T request) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
}
