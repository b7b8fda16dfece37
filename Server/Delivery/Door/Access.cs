using Interception.Server.Contracts;

namespace Interception.Server.Delivery.Door;

/// <summary>Asks for a code where one is needed: of browsers the cookie, of everybody else the header.</summary>
internal sealed class Access(AccessCodes codes, AccessCookie cookie)
{
    public Task GuardAsync(HttpContext http, RequestDelegate next) =>
        Refusal(http) is { } refusal ? Problems.Of(refusal, http).ExecuteAsync(http) : next(http);

    /// <summary>True when the caller must show a code before anything else works.</summary>
    public bool IsClosedTo(HttpContext http) => codes.AreNeeded && cookie.RoleOf(http) == Role.Nobody;

    private EndingException? Refusal(HttpContext http)
    {
        var least = LeastFor(http.GetEndpoint());
        if (least == Role.Nobody || cookie.RoleOf(http) >= least) return null;
        try
        {
            return Shown(http) >= least ? null : Endings.Exception(Codes.AccessDenied);
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

    private Role Shown(HttpContext http) => http.Request.Headers[AccessCode.Header].ToString() is { Length: > 0 } code
        ? codes.Open(code, Callers.AddressOf(http))
        : Role.Nobody;
}
