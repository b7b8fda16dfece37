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
        if (http.Request.Cookies[Cookie] is { } known && Run.IsId(known)) return known;
        if (http.Items.TryGetValue(Cookie, out var given)) return (string)given!;
        var minted = Run.NewId();
        http.Items[Cookie] = minted;
        http.Response.Cookies.Append(Cookie, minted,
            new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, IsEssential = true });
        return minted;
    }
}
