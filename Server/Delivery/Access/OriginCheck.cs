using System.Collections.Frozen;

namespace Interception.Server.Delivery.Access;

/// <summary>Checks which pages may call: our own and those of <c>Cors:AllowedOrigins</c>. Programs such as curl send no origin and pass.</summary>
internal sealed class OriginCheck(IEnumerable<string> allowed)
{
    private readonly FrozenSet<string> _allowed = allowed.ToFrozenSet(StringComparer.Ordinal);

    public Task GuardAsync(HttpContext http, RequestDelegate next) => IsWelcome(http) ? next(http) : RefuseAsync(http);

    private bool IsWelcome(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers.Origin.Count > 0) return Allows(headers.Origin.ToString(), http.Request);
        // An image, a script or a link sends no origin, but browsers report that another site asks.
        var isForeign = headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        // A path without an endpoint is a file of the page, and any page may link to it.
        if (http.GetEndpoint() is null) return !isForeign || headers["Sec-Fetch-Mode"] == "navigate";
        var referer = headers.Referer.ToString();
        return !isForeign && (referer.Length == 0 || Allows(referer, http.Request));
    }

    private bool Allows(string address, HttpRequest request) =>
        OriginOf(address) is { } origin
        && (origin == OriginOf($"{request.Scheme}://{request.Host}") || _allowed.Contains(origin));

    /// <summary>In lower case and without a default port; null for <c>null</c> and anything that is not a web address.</summary>
    private static string? OriginOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "" }
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    private static Task RefuseAsync(HttpContext http) =>
        TypedResults.Problem("Another site may not call this server; an operator can allow it with Cors:AllowedOrigins.",
            statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
}
