using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Door;

/// <summary>What a browser gets for a code: its role and until when, sealed; never the code. Other codes make it worthless.</summary>
internal sealed class AccessCookie(AccessCodes codes, IOptions<AccessOptions> access, ILoggerFactory logs, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "interception-door";

    private readonly IDataProtector _seal = Keys(access.Value.KeysFolder, logs).CreateProtector(Name, codes.Fingerprint);

    /// <summary>Lets the caller in from now on.</summary>
    public void Give(HttpContext http, Role role)
    {
        var until = (time.GetUtcNow() + access.Value.StayFor).ToUnixTimeSeconds();
        http.Response.Cookies.Append(Name, _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{role} {until}")), Sessions.ForOurPageAlone(http));
    }

    /// <summary>Takes the caller's cookie away.</summary>
    public static void Take(HttpContext http) => http.Response.Cookies.Delete(Name, Sessions.ForOurPageAlone(http));

    /// <summary>Who the caller is by the cookie.</summary>
    public Role RoleOf(HttpContext http) => http.Request.Cookies[Name] is { Length: > 0 } value ? Open(value) : Role.Nobody;

    private Role Open(string value)
    {
        try
        {
            var said = _seal.Unprotect(value).Split(' ');
            var isOver = long.Parse(said[1], CultureInfo.InvariantCulture) <= time.GetUtcNow().ToUnixTimeSeconds();
            return isOver ? Role.Nobody : Enum.Parse<Role>(said[0]);
        }
        catch (CryptographicException)
        {
            return Role.Nobody;
        }
    }

    private static IDataProtectionProvider Keys(string folder, ILoggerFactory logs) => folder.Length == 0
        ? new EphemeralDataProtectionProvider(logs)
        : DataProtectionProvider.Create(new DirectoryInfo(folder), keys => keys.SetApplicationName("Interception"));
}
