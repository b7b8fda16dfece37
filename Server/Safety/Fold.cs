using System.Globalization;
using System.Text;

namespace Interception.Server.Safety;

/// <summary>Brings a text and a term into one shape, in which they can be compared character by character.</summary>
internal static class Fold
{
    private static readonly Rune SharpS = new('ß');

    /// <summary>Plain small words, one space before, between and after them: <c>" heil dem fisch "</c>.</summary>
    public static string Words(string text)
    {
        var decomposed = Normalizable(text).Normalize(NormalizationForm.FormKD);
        var words = new StringBuilder(" ", decomposed.Length + 2);
        foreach (var rune in decomposed.EnumerateRunes()) Add(words, Rune.ToLowerInvariant(rune));
        EndWord(words);
        return words.ToString();
    }

    // Halves of characters (enumerated as U+FFFD) and U+FFFE make Normalize throw; nobody sees them, so they go.
    private static string Normalizable(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is not (0xFFFD or 0xFFFE)) Append(whole, rune);
        return whole.ToString();
    }

    private static void Add(StringBuilder words, Rune rune)
    {
        if (rune == SharpS) words.Append("ss");
        else if (Rune.IsLetterOrDigit(rune)) Append(words, rune);
        else if (Rune.IsWhiteSpace(rune) || !IsUnseen(rune)) EndWord(words);
    }

    private static void EndWord(StringBuilder words)
    {
        if (words[^1] != ' ') words.Append(' ');
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static void Append(StringBuilder text, Rune rune)
    {
        Span<char> chars = stackalloc char[2];
        text.Append(chars[..rune.EncodeToUtf16(chars)]);
    }
}
