using System.Text;

namespace Interception.Server.Contracts;

/// <summary>What any text from outside must be, before it is anything else.</summary>
internal static class FieldValidation
{
    /// <summary>Longest idea, rules; a revised interception may be twice as long.</summary>
    public const int MaxIdea = 4_000, MaxRules = 4_000, MaxStyle = 2_000, MaxInterception = 8_000;

    /// <summary>Checks a revised interception; null is none.</summary>
    public static void CheckRevision(string? text)
    {
        if (text is not null) Required("text", text, MaxInterception);
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public static string Required(string field, string? text, int max) =>
        string.IsNullOrWhiteSpace(text) ? throw Refused(field, "is missing or empty") : Optional(field, text, max)!;

    /// <summary>A text that may be missing.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public static string? Optional(string field, string? text, int max)
    {
        if (text is null) return null;
        if (text.Length > max) throw Refused(field, $"has {text.Length} characters; at most {max} are taken");
        if (text.Contains('\0')) throw Refused(field, "holds a NUL character");
        if (!IsWhole(text)) throw Refused(field, "holds half a surrogate pair");
        return text;
    }

    /// <summary>True for a text of letters, digits, - and _ that is so long.</summary>
    public static bool IsToken(string? text, int min, int max) =>
        text is not null && text.Length >= min && text.Length <= max
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The refusal of a field, in words that never repeat its value.</summary>
    public static EndingException Refused(string field, string why) =>
        new(Codes.InvalidRequest, $"The field '{field}' {why}.") { Field = field };

    /// <summary>The refusal of a field that nobody knows.</summary>
    public static EndingException Unknown(string field) => Refused(field.Length > 64 ? field[..64] : field, "is not known");

    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != System.Buffers.OperationStatus.Done) return false;
            text = text[length..];
        }
        return true;
    }
}
