using System.Globalization;
using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Responses;

/// <summary>Says endings to HTTP clients: RFC 9457 problem details with the code.</summary>
internal sealed class ProblemDetailsFilter(ExceptionTranslator defects) : IEndpointFilter
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        // What has begun cannot become a problem any more, and who has left needs none.
        catch (Exception e) when (e is not OperationCanceledException && !context.HttpContext.Response.HasStarted)
        {
            return Create(defects.EndingOf(e), context.HttpContext);
        }
    }

    /// <summary>An ending as an answer.</summary>
    /// <param name="ending">What is to be said.</param>
    /// <param name="http">The call.</param>
    /// <param name="asStatus">Another status than the code's own, where HTTP has one that fits better.</param>
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
