using Interception.Server.Contracts;
using Interception.Server.Redis;

namespace Interception.Server.Delivery.Responses;

/// <summary>Refuses a call as <c>busy</c> that cannot be answered while Redis is away, wherever on its way that shows.</summary>
internal static class RedisAwayFilter
{
    /// <summary>Runs before everything that may ask Redis.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (RedisAwayException) when (!http.Response.HasStarted)
        {
            await ProblemDetailsFilter.Create(Endings.Exception(Codes.Busy), http).ExecuteAsync(http);
        }
    }
}
