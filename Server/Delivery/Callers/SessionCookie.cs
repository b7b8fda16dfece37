using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.Callers;

/// <summary>The anonymous cookie that tells one browser from another, and nothing more: sealed, so that a session is what we gave out.</summary>
internal sealed class SessionCookie(CookieKeys keys, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "interception";

    /// <summary>A cookie that is older is none. One that is half as old is sealed anew, so that no session in use is ever over.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private static readonly object ShownKey = new(), GivenKey = new();
    private readonly IDataProtector _seal = keys.For(Cookie);

    /// <summary>Gives the caller a session with the response, unless it has one.</summary>
    public void Give(HttpContext http)
    {
        var shown = Shown(http);
        if (shown is not null && AgeOf(shown) < Lifetime / 2) return;
        if (http.Items.TryAdd(GivenKey, true))
            http.Response.Cookies.Append(Cookie, Seal(shown?.Id), ForOurPageAlone(http));
    }

    /// <summary>Gives the caller another session with the response.</summary>
    public void GiveAnother(HttpContext http) => http.Response.Cookies.Append(Cookie, Seal(), ForOurPageAlone(http));

    /// <summary>The session that the caller has shown; null without one that we gave out.</summary>
    public SealedSession? Shown(HttpContext http)
    {
        if (http.Items.TryGetValue(ShownKey, out var known)) return (SealedSession?)known;
        var shown = _seal.Opened(http.Request.Cookies[Cookie]) is { } said ? SealedSession.Parse(said) : null;
        if (shown is not null && AgeOf(shown) >= Lifetime) shown = null;
        http.Items[ShownKey] = shown;
        return shown;
    }

    /// <summary>A cookie of a session, a new one when none is named.</summary>
    public string Seal(string? id = null)
    {
        var session = SealedSession.New(time.GetUtcNow());
        return _seal.Protect((id is null ? session : session with { Id = id }).ToString());
    }

    /// <summary>How every cookie of ours is given out: no script reads it, no other site sends it, no neighbour's path gets it.</summary>
    public static CookieOptions ForOurPageAlone(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
        IsEssential = true,
    };

    private TimeSpan AgeOf(SealedSession session) => time.GetUtcNow() - session.Since;
}
