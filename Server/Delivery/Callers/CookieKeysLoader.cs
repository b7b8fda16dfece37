using System.Security.Cryptography;
using Interception.Server.Redis;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.Callers;

/// <summary>Reads the keys before the first request does.</summary>
/// <remarks>Reading blocks a thread. When it was left to the first requests, which come many at once, they all were <c>busy</c>.</remarks>
internal sealed class CookieKeysLoader(CookieKeys keys, TimeProvider time) : IHostedService
{
    /// <summary>A Redis that does not answer must not hold the start up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(Task.Run(Load, cancellationToken), Task.Delay(Patience, time, cancellationToken));

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Load()
    {
        try
        {
            var seal = keys.For(nameof(CookieKeysLoader));
            seal.Unprotect(seal.Protect(""));
        }
        catch (Exception e) when (e is RedisAwayException or CryptographicException)
        {
            // Whoever needs a key first reads them.
        }
    }
}
