using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Interception.Server.Delivery.Responses;

namespace Interception.Server.Delivery.Access;

/// <summary>Asks for a code where one is needed: browsers show the cookie, programs the header.</summary>
internal sealed class AccessGuard(AccessCodes codes, AccessCookie cookie)
{
    public async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (await RefusalAsync(http) is { } refusal) await ProblemDetailsFilter.Create(refusal, http).ExecuteAsync(http);
        else await next(http);
    }

    /// <summary>True when the caller must show a code first.</summary>
    public bool IsClosedTo(HttpContext http) => codes.AreNeeded && RunCaller.From(http).Role == AccessRole.Nobody;

    private async Task<EndingException?> RefusalAsync(HttpContext http)
    {
        var least = LeastFor(http.GetEndpoint());
        try
        {
            var role = cookie.RoleOf(http);
            if (role < least) role = await ShownAsync(http);
            RunCaller.NoteRole(http, role);
            return role >= least ? null : Endings.Exception(Codes.AccessDenied);
        }
        catch (EndingException refusal)
        {
            return refusal;
        }
    }

    /// <summary>A path without an endpoint is a file of the page, where the code is typed.</summary>
    private AccessRole LeastFor(Endpoint? endpoint) =>
        endpoint is null ? AccessRole.Nobody
        : endpoint.Metadata.GetMetadata<RequiresRole>() is { } admits ? admits.Least
        : codes.AreNeeded ? AccessRole.Pupil
        : AccessRole.Nobody;

    private async Task<AccessRole> ShownAsync(HttpContext http) => http.Request.Headers[AccessCode.Header].ToString() is { Length: > 0 } code
        ? await codes.OpenAsync(code, RunCaller.From(http), http.RequestAborted)
        : AccessRole.Nobody;
}
