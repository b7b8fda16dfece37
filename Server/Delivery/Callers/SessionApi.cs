using Microsoft.AspNetCore.Http.HttpResults;

namespace Interception.Server.Delivery.Callers;

/// <summary>Where a browser becomes another one, because the next child sits down at it.</summary>
internal static class SessionApi
{
    public static void MapSession(this IEndpointRouteBuilder app) => app.MapDelete("/api/session", Leave);

    private static NoContent Leave(HttpContext http, SessionCookie sessions)
    {
        sessions.GiveAnother(http);
        return TypedResults.NoContent();
    }
}
