using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.Callers;

/// <summary>Opens sealed cookies. A forged, changed, foreign or too long one counts as none and is no error.</summary>
internal static class CookieSeal
{
    /// <summary>In characters; four times what we seal. It limits the work that a caller can cause.</summary>
    private const int Longest = 1_024;

    /// <summary>The content of a cookie; null when we did not seal it.</summary>
    public static string? Opened(this IDataProtector seal, string? cookie)
    {
        if (cookie is not { Length: > 0 and <= Longest }) return null;
        try
        {
            return seal.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
