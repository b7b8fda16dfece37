using System.Security.Cryptography;
using System.Text;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Callers;
using Microsoft.Extensions.Options;

namespace Interception.Server.Delivery.Access;

/// <summary>Knows which code opens what, and slows wrong codes down.</summary>
internal sealed class AccessCodes(IOptions<AccessOptions> access, GuessLimiter tries)
{
    /// <summary>True when every caller needs a code.</summary>
    public bool AreNeeded => access.Value.Code.Length > 0;

    /// <summary>Whether a code for the teacher's rights is set.</summary>
    public bool HaveTeacher => access.Value.TeacherCode.Length > 0;

    /// <summary>Changes with every code and reveals none.</summary>
    public string Fingerprint { get; } =
        Convert.ToHexString(SHA256.HashData([.. Hash(access.Value.Code), .. Hash(access.Value.TeacherCode)]));

    /// <summary>The role of a code. The right one always passes, whoever else is guessing.</summary>
    /// <param name="code">The code that was shown.</param>
    /// <param name="caller">The caller who showed it.</param>
    /// <param name="cancellationToken">A caller who hangs up gets no answer.</param>
    /// <exception cref="EndingException"><c>access_denied</c>: a wrong code. <c>rate_limited</c>: a wrong code, and one of too many.</exception>
    public async Task<AccessRole> OpenAsync(string code, RunCaller caller, CancellationToken cancellationToken)
    {
        await tries.TurnAsync(caller, cancellationToken);
        var role = RoleOf(code);
        if (role == AccessRole.Nobody)
        {
            throw await tries.WrongAsync(caller)
                ? Endings.Exception(Codes.AccessDenied)
                : new EndingException(Codes.RateLimited, "That is not the code, and too many wrong ones came; look at it again, and take your time.");
        }

        tries.Right(caller);
        return role;
    }

    /// <summary>Compares in constant time. Case is ignored, because tablets begin with a capital.</summary>
    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Hash(one), Hash(other));

    private AccessRole RoleOf(string code)
    {
        var isTeachers = IsCode(access.Value.TeacherCode, code);
        var isPupils = IsCode(access.Value.Code, code);
        return isTeachers ? AccessRole.Teacher : isPupils ? AccessRole.Pupil : AccessRole.Nobody;
    }

    /// <summary>An unset code matches nothing, not even an empty one.</summary>
    private static bool IsCode(string code, string shown) => AreEqual(code, shown) && code.Length > 0;

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant()));
}
