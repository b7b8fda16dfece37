using System.Security.Cryptography;
using Interception.Server.Redis;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.Callers;

/// <summary>Opens sealed cookies. A forged, changed, foreign or too long one counts as none and is no error.</summary>
internal static class CookieSeal
{
    /// <summary>In characters; four times what we seal. It limits the work that a caller can cause.</summary>
    private const int Longest = 1_024;

    /// <summary>A cookie with this content.</summary>
    /// <exception cref="RedisAwayException">The keys are not there at present.</exception>
    public static string Sealed(this IDataProtector seal, string content)
    {
        try
        {
            return seal.Protect(content);
        }
        catch (CryptographicException e) when (e.InnerException is RedisAwayException away)
        {
            throw away;
        }
    }

    /// <summary>The content of a cookie; null when we did not seal it.</summary>
    /// <exception cref="RedisAwayException">The keys are not there at present.</exception>
    public static string? Opened(this IDataProtector seal, string? cookie)
    {
        if (cookie is not { Length: > 0 and <= Longest }) return null;
        try
        {
            return seal.Unprotect(cookie);
        }
        catch (CryptographicException e)
        {
            return e.InnerException is RedisAwayException away ? throw away : null;
        }
    }
}
