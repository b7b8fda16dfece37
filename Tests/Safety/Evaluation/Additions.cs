using System.Text;

namespace Interception.Tests.Safety.Evaluation;

/// <summary>Characters put in between: unseen ones, marks on letters, signs, and wrappings around each character.</summary>
internal static class Additions
{
    private static readonly (string Name, string Unseen)[] Unseen =
    [
        ("zero width space", "\u200B"), ("zero width non-joiner", "\u200C"), ("zero width joiner", "\u200D"),
        ("word joiner", "\u2060"), ("soft hyphen", "\u00AD"), ("byte order mark", "\uFEFF"), ("direction mark", "\u200F"),
        ("invisible times", "\u2062"), ("grapheme joiner", "\u034F"), ("vowel separator", "\u180E"), ("variation selector", "\uFE0F"),
        ("variation selector 18", "\U000E0101"), ("tag character", "\U000E0020"), ("Hangul filler", "\u3164"), ("empty Braille", "\u2800"),
        ("private use", "\uE000"), ("control character", "\u0001"), ("broken surrogate", "\uD800"),
    ];

    private static readonly (string Name, string Marks)[] Marks =
    [
        ("struck through", "\u0336"), ("underlined", "\u0332"), ("dots on all", "\u0308"), ("circles around all", "\u20DD"),
        ("keycaps", "\uFE0F\u20E3"), ("letters on top", "\u0363\u0368"),
    ];

    private static readonly (string Name, string Sign)[] Signs =
        [("emoji", "😀"), ("middle dots", "·"), ("long dashes", "—"), ("wide spaces", "\u3000"), ("boxes", "▒"), ("hearts", "♥"), ("line separators", "\u2028")];

    public static IEnumerable<Disguise> All =>
    [
        .. Unseen.Select(unseen => new Disguise("unseen", unseen.Name, (term, _) => Disguise.Between(term, unseen.Unseen))),
        .. Marks.Select(mark => new Disguise("marks", mark.Name, (term, _) => Disguise.Letters(term, c => c + mark.Marks))),
        new("marks", "Zalgo", (term, random) => Disguise.Letters(term, c => c + Zalgo(random))),
        .. Signs.Select(sign => new Disguise("signs between", sign.Name, (term, _) => Disguise.Between(term.Replace(" ", "", StringComparison.Ordinal), sign.Sign))),
        new("wrapped", "decimal entities", (term, _) => Each(term, rune => $"&#{rune.Value};")),
        new("wrapped", "hexadecimal entities", (term, _) => Each(term, rune => $"&#x{rune.Value:X};")),
        new("wrapped", "named entities", (term, _) => Each(term, rune => Named.GetValueOrDefault(rune.Value, $"&#{rune.Value};"))),
        new("wrapped", "percent signs", (term, _) => Percent(term)),
        new("wrapped", "percent signs twice", (term, _) => Percent(term).Replace("%", "%25", StringComparison.Ordinal)),
        new("wrapped", "tag characters", (term, _) => Disguise.Letters(Disguise.Apart(term), c => char.ConvertFromUtf32(0xE0000 + c))),
    ];

    private static readonly Dictionary<int, string> Named = new()
    { ['ä'] = "&auml;", ['ö'] = "&ouml;", ['ü'] = "&uuml;", ['ß'] = "&szlig;", ['Ä'] = "&Auml;", ['Ö'] = "&Ouml;", ['Ü'] = "&Uuml;", [' '] = "&nbsp;" };

    private static string Zalgo(Random random) =>
        string.Concat(Enumerable.Range(0, 6).Select(_ => (char)random.Next(0x0300, 0x0370)));

    private static string Each(string term, Func<Rune, string> of) => string.Concat(term.EnumerateRunes().Select(of));

    private static string Percent(string term) => string.Concat(Encoding.UTF8.GetBytes(term).Select(b => $"%{b:X2}"));
}
