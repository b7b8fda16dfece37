using System.Globalization;
using Interception.Server.Delivery.Callers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Access;

/// <summary>The cookie that a browser gets for a code: the sealed role and its end, never the code. Changing the codes makes it invalid.</summary>
internal sealed class AccessCookie(AccessCodes codes, CookieKeys keys, IOptions<AccessOptions> access, TimeProvider time)
{
    /// <summary>The name of the cookie.</summary>
    public const string Name = "interception-door";

    private readonly IDataProtector _seal = keys.For(Name, codes.Fingerprint);

    /// <summary>Lets the caller in from now on.</summary>
    public void Give(HttpContext http, AccessRole role)
    {
        var until = (time.GetUtcNow() + access.Value.StayFor).ToUnixTimeSeconds();
        http.Response.Cookies.Append(Name, _seal.Sealed(string.Create(CultureInfo.InvariantCulture, $"{role} {until}")), SessionCookie.ForOurPageAlone(http));
    }

    /// <summary>Removes the caller's cookie.</summary>
    public static void Take(HttpContext http) => http.Response.Cookies.Delete(Name, SessionCookie.ForOurPageAlone(http));

    /// <summary>The caller's role, read from the cookie.</summary>
    public AccessRole RoleOf(HttpContext http) => _seal.Opened(http.Request.Cookies[Name]) is { } said ? Read(said) : AccessRole.Nobody;

    private AccessRole Read(string said)
    {
        var parts = said.Split(' ');
        var isOver = long.Parse(parts[1], CultureInfo.InvariantCulture) <= time.GetUtcNow().ToUnixTimeSeconds();
        return isOver ? AccessRole.Nobody : Enum.Parse<AccessRole>(parts[0]);
    }
}
