using System.Globalization;
using Interception.Server.Delivery.Callers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Access;

/// <summary>What a browser gets for a code: its role and until when, sealed; never the code. Other codes make it worthless.</summary>
internal sealed class AccessCookie(AccessCodes codes, CookieKeys keys, IOptions<AccessOptions> access, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "interception-door";

    private readonly IDataProtector _seal = keys.For(Name, codes.Fingerprint);

    /// <summary>Lets the caller in from now on.</summary>
    public void Give(HttpContext http, AccessRole role)
    {
        var until = (time.GetUtcNow() + access.Value.StayFor).ToUnixTimeSeconds();
        http.Response.Cookies.Append(Name, _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{role} {until}")), SessionCookie.ForOurPageAlone(http));
    }

    /// <summary>Takes the caller's cookie away.</summary>
    public static void Take(HttpContext http) => http.Response.Cookies.Delete(Name, SessionCookie.ForOurPageAlone(http));

    /// <summary>Who the caller is by the cookie.</summary>
    public AccessRole RoleOf(HttpContext http) => _seal.Opened(http.Request.Cookies[Name]) is { } said ? Read(said) : AccessRole.Nobody;

    private AccessRole Read(string said)
    {
        var parts = said.Split(' ');
        var isOver = long.Parse(parts[1], CultureInfo.InvariantCulture) <= time.GetUtcNow().ToUnixTimeSeconds();
        return isOver ? AccessRole.Nobody : Enum.Parse<AccessRole>(parts[0]);
    }
}
