using System.Security.Cryptography;
using System.Text.Json;
using Interception.Server.Contracts;

namespace Interception.Server.Runs.Keys;

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
