using Interception.Server.Redis;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.Callers;

/// <summary>The anonymous session cookie. It is sealed, so only a session that this server created counts.</summary>
internal sealed class SessionCookie(CookieKeys keys, TimeProvider time)
{
    /// <summary>The name of the cookie.</summary>
    public const string Cookie = "interception";

    /// <summary>An older cookie does not count. One of half that age is renewed, so that a session in use never ends.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private static readonly object ShownKey = new(), GivenKey = new();
    private readonly IDataProtector _seal = keys.For(Cookie);

    /// <summary>Sets a session cookie, unless the caller has one. While Redis is away nobody gets one, and a page is served all the same.</summary>
    public void Give(HttpContext http)
    {
        try
        {
            GiveNow(http);
        }
        catch (RedisAwayException)
        {
            // The next call gives it.
        }
    }

    /// <summary>Gives the caller another session with the response.</summary>
    public void GiveAnother(HttpContext http) => http.Response.Cookies.Append(Cookie, Seal(), ForOurPageAlone(http));

    /// <summary>The session of the caller's cookie; null without a valid one.</summary>
    public SealedSession? Shown(HttpContext http)
    {
        if (http.Items.TryGetValue(ShownKey, out var known)) return (SealedSession?)known;
        var shown = _seal.Opened(http.Request.Cookies[Cookie]) is { } said ? SealedSession.Parse(said) : null;
        if (shown is not null && AgeOf(shown) >= Lifetime) shown = null;
        http.Items[ShownKey] = shown;
        return shown;
    }

    /// <summary>Creates the cookie of a session, or of a new one.</summary>
    public string Seal(string? id = null)
    {
        var session = SealedSession.New(time.GetUtcNow());
        return _seal.Sealed((id is null ? session : session with { Id = id }).ToString());
    }

    /// <summary>The options of every cookie: no script reads it, no other site sends it, and no other path on this host gets it.</summary>
    public static CookieOptions ForOurPageAlone(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/",
        IsEssential = true,
    };

    private void GiveNow(HttpContext http)
    {
        var shown = Shown(http);
        if (shown is not null && AgeOf(shown) < Lifetime / 2) return;
        if (http.Items.TryAdd(GivenKey, true))
            http.Response.Cookies.Append(Cookie, Seal(shown?.Id), ForOurPageAlone(http));
    }

    private TimeSpan AgeOf(SealedSession session) => time.GetUtcNow() - session.Since;
}
