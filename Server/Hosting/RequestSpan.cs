using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Interception.Server.Hosting;

/// <summary>Says of a request's span what is no secret: the method, the route without what stands in its places, the status.</summary>
internal static class RequestSpan
{
    /// <summary>Any other method is somebody's own word.</summary>
    private static readonly HashSet<string> Methods = ["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"];

    public static async Task NameAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        finally
        {
            if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span) Name(span, http);
        }
    }

    private static void Name(Activity span, HttpContext http) => span
        .SetTag("http.request.method", Methods.Contains(http.Request.Method) ? http.Request.Method : "_OTHER")
        .SetTag("http.route", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText)
        .SetTag("http.response.status_code", http.Response.StatusCode);
}
