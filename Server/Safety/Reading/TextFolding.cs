using System.Globalization;
using System.Text;

namespace Interception.Server.Safety.Reading;

/// <summary>Folds a text and a term into one form in which they can be compared character by character.</summary>
internal static class TextFolding
{
    /// <summary>Stands between two words; a pause stands between two sentences, or parts of one.</summary>
    public const char Gap = ' ', Pause = ',';

    // Symbols that count as words of their own, whatever stands beside them.
    private const string Signs = "卐卍࿕࿖࿗࿘ꖦᛋϟ⚡";

    // Unicode counts them as letters or symbols, but the eye sees nothing: Hangul's fillers, the empty Braille pattern.
    private const string Blanks = "\u115F\u1160\u3164\uFFA0\u2800";

    // Filled on demand. Two threads may fill the same entry, but with the same value.
    private static readonly string?[] Known = new string?[0x20000];

    /// <summary>What a character folds to: small letters and digits, <see cref="Gap"/>, or nothing.</summary>
    public static string FoldRune(Rune rune) =>
        rune.Value < Known.Length ? Known[rune.Value] ??= Read(rune) : Read(rune);

    /// <summary>Small words with a gap before, between and after them: <c>" heil dem fisch "</c>.</summary>
    public static string Words(string text)
    {
        var words = new FoldedText();
        words.Add(Gap);
        foreach (var rune in text.EnumerateRunes()) words.Read(rune);
        words.Add(Gap);
        return words.ToString().Replace(Pause, Gap);
    }

    private static string Read(Rune rune)
    {
        if (LookalikeTable.Find(rune) is { } letters) return letters;
        // A lone surrogate (enumerated as U+FFFD) is not visible, and a noncharacter cannot be normalized.
        if (rune.Value == 0xFFFD || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF) return "";
        var read = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes()) read.Append(ReadPart(part));
        return read.ToString();
    }

    private static string ReadPart(Rune rune)
    {
        if (LookalikeTable.Find(rune) is { } letters) return letters;
        if (rune.IsBmp && Blanks.Contains((char)rune.Value)) return "";
        if (rune.IsBmp && Signs.Contains((char)rune.Value)) return $" {rune} ";
        if (Rune.IsDigit(rune)) return $"{Rune.GetNumericValue(rune)}";
        if (Rune.IsLetterOrDigit(rune)) return Rune.ToLowerInvariant(rune) is var small && small != rune ? ReadPart(small) : rune.ToString();
        return !Rune.IsWhiteSpace(rune) && (IsUnseen(rune) || HiddenCharacters.IsOne(rune.Value)) ? "" : $"{Gap}";
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
