using System.Text;

namespace Interception.Server.Contracts;

/// <summary>Rules that every text from a client must meet before it is used.</summary>
internal static class FieldValidation
{
    /// <summary>The longest idea or rules, in UTF-16 units; a revised interception may be twice as long.</summary>
    public const int MaxIdea = 4_000, MaxRules = 4_000, MaxStyle = 2_000, MaxInterception = 8_000;

    /// <summary>Checks a required text.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public static string Required(string field, string? text, int max) =>
        string.IsNullOrWhiteSpace(text) ? throw Refused(field, "is missing or empty") : Optional(field, text, max)!;

    /// <summary>Checks an optional text.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>, naming the field.</exception>
    public static string? Optional(string field, string? text, int max)
    {
        if (text is null) return null;
        if (text.Length > max) throw Refused(field, $"has {text.Length} characters; at most {max} are taken");
        if (text.Contains('\0')) throw Refused(field, "holds a NUL character");
        if (!IsWhole(text)) throw Refused(field, "holds half a surrogate pair");
        return text;
    }

    /// <summary>True for a text of this length made of letters, digits, - and _.</summary>
    public static bool IsToken(string? text, int min, int max) =>
        text is not null && text.Length >= min && text.Length <= max
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The refusal of a field. Its sentence never repeats the value.</summary>
    public static EndingException Refused(string field, string why) =>
        new(Codes.InvalidRequest, $"The field '{field}' {why}.") { Field = field };

    /// <summary>The refusal of an unknown field.</summary>
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
