using System.Security.Cryptography;
using System.Text;
using Interception.Server.Contracts;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Door;

/// <summary>Which code opens what. Wrong ones are slowed down.</summary>
internal sealed class AccessCodes(IOptions<AccessOptions> access, Tries tries)
{
    /// <summary>True when nobody comes in without a code.</summary>
    public bool AreNeeded => access.Value.Code.Length > 0;

    /// <summary>Changes with every code, and tells nothing of one.</summary>
    public string Fingerprint { get; } =
        Convert.ToHexString(SHA256.HashData([.. Hash(access.Value.Code), .. Hash(access.Value.TeacherCode)]));

    /// <summary>Whose code this is.</summary>
    /// <param name="code">What somebody has shown.</param>
    /// <param name="address">From where.</param>
    /// <exception cref="EndingException"><c>access_denied</c>: nobody's. <c>rate_limited</c>: too many were; this one was not looked at.</exception>
    public Role Open(string code, string address)
    {
        var role = Role.Nobody;
        if (!tries.Try(address, () => (role = RoleOf(code)) != Role.Nobody))
            throw new EndingException(Codes.RateLimited, "Too many wrong access codes came; try again in a moment.");
        return role == Role.Nobody ? throw Endings.Exception(Codes.AccessDenied) : role;
    }

    /// <summary>Compares in constant time. Capitals do not count: tablets begin with one unasked.</summary>
    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Hash(one), Hash(other));

    private Role RoleOf(string code)
    {
        var isTeachers = IsCode(access.Value.TeacherCode, code);
        var isPupils = IsCode(access.Value.Code, code);
        return isTeachers ? Role.Teacher : isPupils ? Role.Pupil : Role.Nobody;
    }

    /// <summary>No code at all is nobody's, also not of one who shows nothing.</summary>
    private static bool IsCode(string code, string shown) => AreEqual(code, shown) && code.Length > 0;

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant()));
}
