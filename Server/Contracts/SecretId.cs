using System.Buffers.Text;
using System.Security.Cryptography;

namespace Interception.Server.Contracts;

/// <summary>An id that cannot be guessed: the caller who has it may use what it names.</summary>
internal static class SecretId
{
    private const int Length = 22;

    /// <summary>Creates one from 128 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>True for a text that has the form of one.</summary>
    public static bool IsOne(string? text) => FieldValidation.IsToken(text, Length, Length);
}
