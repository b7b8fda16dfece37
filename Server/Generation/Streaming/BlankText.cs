namespace Interception.Server.Generation.Streaming;

/// <summary>Characters that are not visible: white space, and characters that only control how others are shown.</summary>
internal static class BlankText
{
    /// <summary>Whether a character is not visible.</summary>
    public static bool IsBlank(char c) => c switch
    {
        <= ' ' or (>= '\u007F' and <= '\u00A0') or '\u00AD' => true,
        < '\u034F' => false,
        '\u034F' or '\u061C' or '\u115F' or '\u1160' or '\u1680' or '\u17B4' or '\u17B5' or '\u180E' => true,
        (>= '\u2000' and <= '\u200F') or (>= '\u2028' and <= '\u202F') or (>= '\u205F' and <= '\u206F') => true,
        '\u2800' or '\u3000' or '\u3164' or '\uFEFF' or '\uFFA0' => true,
        _ => false,
    };

    /// <summary>The number of blanks at the beginning.</summary>
    public static int AtStart(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && IsBlank(text[count])) count++;
        return count;
    }

    /// <summary>The number of blanks at the end.</summary>
    public static int AtEnd(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && IsBlank(text[^(count + 1)])) count++;
        return count;
    }

    /// <summary>Whether the text has blanks only.</summary>
    public static bool IsAll(ReadOnlySpan<char> text) => AtStart(text) == text.Length;

    /// <summary>The text from its first visible character to its last; a text of blanks alone stays as it is.</summary>
    public static string Trim(string text)
    {
        var start = AtStart(text);
        return start == text.Length ? text : text[start..^AtEnd(text)];
    }
}
