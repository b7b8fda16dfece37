using System.Security.Cryptography;
using Interception.Server.Redis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Callers;

/// <summary>The keys that seal our cookies: in Redis where several nodes share one, else in <c>Access:KeysFolder</c>, else in memory until the process ends.</summary>
internal sealed class CookieKeys(IOptions<AccessOptions> access, ILoggerFactory logs, RedisConnection? redis = null) : IDataProtectionProvider
{
    private readonly IDataProtectionProvider _keys = redis is not null ? RedisKeyRing.CreateProvider(redis)
        : access.Value.KeysFolder is { Length: > 0 } folder
        ? DataProtectionProvider.Create(new DirectoryInfo(folder), keys => keys.SetApplicationName("Interception"))
        : new EphemeralDataProtectionProvider(logs);

    /// <summary>A seal for one purpose; it does not open what another one has sealed.</summary>
    public IDataProtector For(string purpose, params string[] more) => _keys.CreateProtector(purpose, more);

    /// <inheritdoc/>
    public IDataProtector CreateProtector(string purpose) => For(purpose);

    /// <summary>Tried at start, because a folder may hold keys that cannot be read, and pages would fail later.</summary>
    public static bool CanSeal(AccessOptions access)
    {
        try
        {
            new CookieKeys(Options.Create(access), NullLoggerFactory.Instance).For(nameof(CanSeal)).Protect("");
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
