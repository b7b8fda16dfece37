using System.Globalization;
using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Responses;

/// <summary>Turns endings into HTTP answers: RFC 9457 problem details with the code.</summary>
internal sealed class ProblemDetailsFilter(ExceptionTranslator defects) : IEndpointFilter
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        // A response that has begun cannot become a problem any more, and a caller who left needs none.
        catch (Exception e) when (e is not OperationCanceledException && !context.HttpContext.Response.HasStarted)
        {
            return Create(defects.EndingOf(e), context.HttpContext);
        }
    }

    /// <summary>Creates the answer for an ending.</summary>
    /// <param name="ending">The ending.</param>
    /// <param name="http">The HTTP call.</param>
    /// <param name="asStatus">A status other than the code's own, where HTTP has a better one.</param>
    public static IResult Create(EndingException ending, HttpContext http, int? asStatus = null)
    {
        var status = asStatus ?? Endings.ForCode(ending.Code).Http;
        if (status is 429 or 503) http.Response.Headers.RetryAfter = RetryAfterOf(ending.Code);
        if (status is 401) http.Response.Headers.WWWAuthenticate = AccessCode.Header;
        var more = new Dictionary<string, object?> { ["code"] = ending.Code };
        if (ending.Field is { } field) more["field"] = field;
        if (ending.Category is { } category) more["category"] = category;
        return TypedResults.Problem(ending.Message, statusCode: status, extensions: more);
    }

    private static string RetryAfterOf(string code)
    {
        var wait = RetryAfter.AfterMs(code) is { } ms ? TimeSpan.FromMilliseconds(ms) : SoonAgain;
        return ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
