using System.Buffers.Text;
using System.Security.Cryptography;

namespace Interception.Server.Contracts;

/// <summary>A name that cannot be guessed: who has it may use what it names.</summary>
internal static class SecretId
{
    private const int Length = 22;

    /// <summary>A new one: 128 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>True for a text that could be one.</summary>
    public static bool IsOne(string? text) => FieldValidation.IsToken(text, Length, Length);
}
