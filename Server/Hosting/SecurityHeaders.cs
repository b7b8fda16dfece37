using Microsoft.Extensions.Primitives;

namespace Interception.Server.Hosting;

/// <summary>Sent with every response; they limit what a browser may do with it.</summary>
internal static class SecurityHeaders
{
    private static readonly KeyValuePair<string, StringValues>[] Always =
    [
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "no-referrer"),
        new("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        // Added when the response starts, because an error page clears all headers first.
        http.Response.OnStarting(() => SayAsync(http));
        return next(http);
    });

    private static Task SayAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        foreach (var (name, value) in Always) headers[name] = value;
        headers.ContentSecurityPolicy = ContentPolicy(http.Request.Host);
        // On plain http a browser would ignore it and warn in its console.
        if (http.Request.IsHttps) headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }

    /// <summary>The page loads from this server and talks to this server only. Older Safaris do not count WebSockets as 'self'.</summary>
    private static string ContentPolicy(HostString host) =>
        $"default-src 'self'; connect-src 'self' ws://{host} wss://{host}; img-src 'self' data:; " +
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}
