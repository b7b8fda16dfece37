using System.Buffers;
using System.Globalization;
using System.Text;

namespace Interception.Server.Safety.Reading;

/// <summary>Characters that nobody sees, in which a text can be hidden; and which of them belong to a visible character.</summary>
internal static class HiddenCharacters
{
    private const int Text = 0xFE0E, Emoji = 0xFE0F, BlackFlag = 0x1F3F4, Keycap = 0x20E3;
    private const int NonJoiner = 0x200C, Joiner = 0x200D, Space = 0x200B;

    // England, Scotland, Wales: the only flags that are written with tags.
    private static readonly string[] Flags = ["gbeng\u007F", "gbsct\u007F", "gbwls\u007F"];

    private static readonly SearchValues<char> Begins = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x10000).Where(c => (char.IsHighSurrogate((char)c) ? c is 0xD82F or 0xD834 or (>= 0xDB40 and <= 0xDB43) : IsOne(c)))
            .Select(c => (char)c),
    ]);

    /// <summary>False when the text surely contains none.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> text) => text.ContainsAny(Begins);

    /// <summary>Whether a character is hidden.</summary>
    public static bool IsOne(int character) => character is 0xAD or 0x34F or 0x61C or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF
        or (>= 0xFFF0 and <= 0xFFFB) or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>The hidden characters to keep between two visible ones: an emoji's joiners, a flag's tags, a joiner that a script needs.</summary>
    /// <param name="before">The visible character before them; null at the beginning.</param>
    /// <param name="run">The hidden characters; a long run belongs to no visible character.</param>
    /// <param name="after">The visible character after them; null at the end.</param>
    public static string Kept(Rune? before, IReadOnlyList<Rune> run, Rune? after)
    {
        if (before?.Value == BlackFlag && run.All(IsTag) && Flags.Contains(string.Concat(run.Select(rune => (char)(rune.Value & 0x7F)))))
            return string.Concat(run);
        var look = run.Count > 0 && before is { } shown && ShowsAs(shown, run[0], run.Count == 1 ? after : null) ? 1 : 0;
        var rest = run.Skip(look).ToList();
        var belongs = rest switch
        {
            [var one] => IsDirection(one) || Joins(before, one, after),
            [var one, var other] => IsDirection(one) && IsDirection(other),
            _ => false,
        };
        return string.Concat(run.Take(look).Concat(belongs ? rest : []));
    }

    /// <summary>Whether it is one of Unicode's tags, which repeat ASCII invisibly.</summary>
    public static bool IsTag(Rune rune) => rune.Value is >= 0xE0000 and <= 0xE007F;

    private static bool ShowsAs(Rune shown, Rune look, Rune? after) => look.Value is Text or Emoji
        && (IsPicture(shown)
            || (after?.Value == Keycap && (Rune.IsDigit(shown) || shown.Value is '#' or '*'))
            || shown.Value is 0x203C or 0x2049 or 0x2139 or 0x3030 or 0x303D);

    private static bool Joins(Rune? before, Rune joiner, Rune? after) => before is { } left && after is { } right && joiner.Value switch
    {
        Joiner => (IsPicture(left) && IsPicture(right)) || (NeedsJoiners(left) && NeedsJoiners(right)),
        NonJoiner or Space or 0x180E or (>= 0x180B and <= 0x180D) => NeedsJoiners(left) && NeedsJoiners(right),
        _ => false,
    };

    private static bool IsPicture(Rune rune) => rune.Value is Keycap or (>= 0x1F000 and <= 0x1FBFF)
        || (rune.Value > 0x7F && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol);

    // Hebrew to Burmese, Khmer and Mongolian: scripts whose letters change beside others, or that have no blanks between words.
    private static bool NeedsJoiners(Rune rune) => rune.Value is (>= 0x590 and <= 0x109F) or (>= 0x1780 and <= 0x18AF) or (>= 0xA840 and <= 0xABFF)
        or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC);

    private static bool IsDirection(Rune rune) => rune.Value is 0x61C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
