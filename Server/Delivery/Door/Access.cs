using Interception.Server.Contracts;
using Interception.Server.Delivery.Limits;

namespace Interception.Server.Delivery.Door;

/// <summary>Asks for a code where one is needed: of browsers the cookie, of everybody else the header.</summary>
internal sealed class Access(AccessCodes codes, AccessCookie cookie)
{
    public async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (await RefusalAsync(http) is { } refusal) await Problems.Of(refusal, http).ExecuteAsync(http);
        else await next(http);
    }

    /// <summary>True when the caller must show a code before anything else works.</summary>
    public bool IsClosedTo(HttpContext http) => codes.AreNeeded && cookie.RoleOf(http) == Role.Nobody;

    private async Task<EndingException?> RefusalAsync(HttpContext http)
    {
        var least = LeastFor(http.GetEndpoint());
        if (least == Role.Nobody || cookie.RoleOf(http) >= least) return null;
        try
        {
            return await ShownAsync(http) >= least ? null : Endings.Exception(Codes.AccessDenied);
        }
        catch (EndingException refusal)
        {
            return refusal;
        }
    }

    /// <summary>What is no endpoint is a file of the page, which is where the code is typed.</summary>
    private Role LeastFor(Endpoint? endpoint) =>
        endpoint is null ? Role.Nobody
        : endpoint.Metadata.GetMetadata<Admits>() is { } admits ? admits.Least
        : codes.AreNeeded ? Role.Pupil
        : Role.Nobody;

    private async Task<Role> ShownAsync(HttpContext http) => http.Request.Headers[AccessCode.Header].ToString() is { Length: > 0 } code
        ? await codes.OpenAsync(code, Caller.Of(http), http.RequestAborted)
        : Role.Nobody;
}
