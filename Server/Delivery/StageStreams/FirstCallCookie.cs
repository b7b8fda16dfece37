using Interception.Server.Delivery.Callers;
using Interception.Server.Runs;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>
/// A browser's first stage streams come without a session, and when it comes back to them it has one. So each of them
/// gets a second cookie, for its own address alone, that says which run was begun there. (One that all shared would be
/// overwritten when a page opens several streams at once.)
/// </summary>
internal sealed class FirstCallCookie(CookieKeys keys, RunKeeper runs)
{
    private const string Cookie = "interception-stream";

    private readonly IDataProtector _seal = keys.For(Cookie);

    /// <summary>Remembers what was begun at this address.</summary>
    public void Note(HttpContext http, BegunRun begun)
    {
        var options = SessionCookie.ForOurPageAlone(http);
        options.Path = http.Request.PathBase + http.Request.Path;
        http.Response.Cookies.Append(Cookie, _seal.Protect($"{begun.Run.Id} {begun.Fingerprint} {Address(http)}"), options);
    }

    /// <summary>What the caller began at this address; null when nothing, or when it is forgotten.</summary>
    public async ValueTask<BegunRun?> FindAsync(HttpContext http)
    {
        if (_seal.Opened(http.Request.Cookies[Cookie])?.Split(' ') is not [var id, var fingerprint, var address] || address != Address(http))
            return null;
        return await runs.TryFindAsync(id, http.RequestAborted) is { } run ? new(run, fingerprint) : null;
    }

    // Said in the cookie as well: not every client goes by a cookie's path.
    private static string Address(HttpContext http) => http.Request.Path.Value!.ToUpperInvariant();
}

/// <summary>A run, and what tells its request from others.</summary>
internal sealed record BegunRun(RunRecord Run, string Fingerprint);
