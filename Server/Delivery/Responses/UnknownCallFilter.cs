using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Responses;

/// <summary>Answers unknown paths and wrong methods below <c>/api</c> with problem details, like any other refusal.</summary>
internal static class UnknownCallFilter
{
    /// <summary>Runs before every endpoint.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.HasStarted || http.Response.ContentType is not null || !http.Request.Path.StartsWithSegments("/api")) return;
        var refusal = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => FieldValidation.Refused("path", "is none that this server has"),
            StatusCodes.Status405MethodNotAllowed => FieldValidation.Refused("method", "is none that this path takes; the header Allow names those"),
            _ => null,
        };
        if (refusal is not null) await ProblemDetailsFilter.Create(refusal, http, http.Response.StatusCode).ExecuteAsync(http);
    }
}
