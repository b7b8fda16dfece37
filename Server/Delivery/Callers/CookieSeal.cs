using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.Callers;

/// <summary>Opens sealed cookies. What is made up, changed, foreign or far too long is none, and no error.</summary>
internal static class CookieSeal
{
    /// <summary>In characters. What we seal is a quarter of that; nobody makes us look at more.</summary>
    private const int Longest = 1_024;

    /// <summary>What a cookie says; null when it is not of ours.</summary>
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
