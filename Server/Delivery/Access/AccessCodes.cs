using System.Security.Cryptography;
using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Access;

/// <summary>Which code opens what. Wrong ones are slowed down.</summary>
internal sealed class AccessCodes(IOptions<AccessOptions> access, GuessLimiter tries)
{
    /// <summary>True when nobody comes in without a code.</summary>
    public bool AreNeeded => access.Value.Code.Length > 0;

    /// <summary>Whether there is a code that opens the teacher's rights.</summary>
    public bool HaveTeacher => access.Value.TeacherCode.Length > 0;

    /// <summary>Changes with every code, and tells nothing of one.</summary>
    public string Fingerprint { get; } =
        Convert.ToHexString(SHA256.HashData([.. Hash(access.Value.Code), .. Hash(access.Value.TeacherCode)]));

    /// <summary>Whose code this is. The right one passes at any time, whoever else is guessing.</summary>
    /// <param name="code">What somebody has shown.</param>
    /// <param name="caller">Who.</param>
    /// <param name="cancellationToken">Whoever hangs up learns nothing.</param>
    /// <exception cref="EndingException"><c>access_denied</c>: nobody's. <c>rate_limited</c>: nobody's either, and one of too many.</exception>
    public async Task<AccessRole> OpenAsync(string code, RunCaller caller, CancellationToken cancellationToken)
    {
        await tries.TurnAsync(caller, cancellationToken);
        var role = RoleOf(code);
        if (role != AccessRole.Nobody)
        {
            tries.Right(caller);
        }
        else
        {
            throw tries.Wrong(caller)
                ? Endings.Exception(Codes.AccessDenied)
                : new EndingException(Codes.RateLimited, "That is not the code, and too many wrong ones came; look at it again, and take your time.");
        }

        return role;
    }

    /// <summary>Compares in constant time. Capitals do not count: tablets begin with one unasked.</summary>
    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Hash(one), Hash(other));

    private AccessRole RoleOf(string code)
    {
        var isTeachers = IsCode(access.Value.TeacherCode, code);
        var isPupils = IsCode(access.Value.Code, code);
        return isTeachers ? AccessRole.Teacher : isPupils ? AccessRole.Pupil : AccessRole.Nobody;
    }

    /// <summary>No code at all is nobody's, also not of one who shows nothing.</summary>
    private static bool IsCode(string code, string shown) => AreEqual(code, shown) && code.Length > 0;

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant()));
}
