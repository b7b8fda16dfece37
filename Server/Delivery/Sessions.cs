using Interception.Server.Runs;

namespace Interception.Server.Delivery;

/// <summary>The anonymous cookie that tells one browser from another, and nothing more.</summary>
internal static class Sessions
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "interception";

    /// <summary>The caller's session; a new one is given out with the response.</summary>
    public static string Of(HttpContext http)
    {
        if (Shown(http) is { } known) return known;
        if (http.Items.TryGetValue(Cookie, out var given)) return (string)given!;
        var minted = Run.NewId();
        http.Items[Cookie] = minted;
        http.Response.Cookies.Append(Cookie, minted, ForOurPageAlone(http));
        return minted;
    }

    /// <summary>The session that the caller has shown; null without one.</summary>
    public static string? Shown(HttpContext http) => http.Request.Cookies[Cookie] is { } known && Run.IsId(known) ? known : null;

    /// <summary>How every cookie of ours is given out: no script reads it, no other site sends it, no neighbour's path gets it.</summary>
    public static CookieOptions ForOurPageAlone(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
        IsEssential = true,
    };
}
