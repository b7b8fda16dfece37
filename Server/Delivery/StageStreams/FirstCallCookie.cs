using Interception.Server.Delivery.Callers;
using Interception.Server.Runs;
using Microsoft.AspNetCore.DataProtection;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>
/// A browser's first stage streams come without a session, but it has one when it reconnects. So each of them
/// gets a second cookie, for its own path alone, that says which run it began. (A shared cookie would be
/// overwritten when a page opens several streams at once.)
/// </summary>
internal sealed class FirstCallCookie(CookieKeys keys, RunKeeper runs)
{
    private const string Cookie = "interception-stream";

    private readonly IDataProtector _seal = keys.For(Cookie);

    /// <summary>Records the run that was begun at this path.</summary>
    public void Note(HttpContext http, BegunRun begun)
    {
        var options = SessionCookie.ForOurPageAlone(http);
        options.Path = http.Request.PathBase + http.Request.Path;
        http.Response.Cookies.Append(Cookie, _seal.Protect($"{begun.Run.Id} {begun.Fingerprint} {Address(http)}"), options);
    }

    /// <summary>The run that the caller began at this path; null for none, or for a forgotten one.</summary>
    public async ValueTask<BegunRun?> FindAsync(HttpContext http)
    {
        if (_seal.Opened(http.Request.Cookies[Cookie])?.Split(' ') is not [var id, var fingerprint, var address] || address != Address(http))
            return null;
        return await runs.TryFindAsync(id, http.RequestAborted) is { } run ? new(run, fingerprint) : null;
    }

    // The path is in the cookie's content as well, because not every client respects a cookie's path.
    private static string Address(HttpContext http) => http.Request.Path.Value!.ToUpperInvariant();
}

/// <summary>A run, and the fingerprint of its request.</summary>
internal sealed record BegunRun(RunRecord Run, string Fingerprint);
