using System.Text;
using Interception.Server.Contracts;

namespace Interception.Server.Safety.Terms;

/// <summary>One listed term in its disguises. The filter must find all of them before the server starts, on every machine.</summary>
internal static class FilterSamples
{
    private const string Plain = "Hakenkreuz";

    /// <summary>The disguises, each with its name.</summary>
    public static IReadOnlyList<(string What, string Text)> All { get; } =
    [
        ("a listed term", Plain),
        ("a listed term in capitals", Plain.ToUpperInvariant()),
        ("a listed term in wide letters", Each(c => new(c + 0xFEE0))),
        ("a listed term in black letters", Each(c => char.IsUpper((char)c) ? new(c - 'A' + 0x1D56C) : new(c - 'a' + 0x1D586))),
        ("a listed term in Cyrillic letters", "Наkеnкrеuz"),
        ("a listed term in small capitals", "ʜᴀᴋᴇɴᴋʀᴇᴜᴢ"),
        ("a listed term with accents", string.Concat(Plain.Select(c => $"{c}\u0301"))),
        ("a listed term with invisible characters", string.Join('\u200B', Plain.AsEnumerable())),
        ("a listed term in digits", "H4k3nkr3u2"),
        ("a listed term spaced out", string.Join(' ', Plain.AsEnumerable())),
        ("a listed term backwards", string.Concat(Plain.Reverse())),
        ("a listed term in HTML", string.Concat(Plain.Select(c => $"&#{(int)c};"))),
        ("a listed term in hidden tags", "Vogel" + Each(c => new(c + 0xE0000))),
    ];

    /// <summary>Tries them all.</summary>
    /// <returns>The same terms.</returns>
    /// <exception cref="InvalidDataException">A disguise is not found.</exception>
    public static TermMatcher Require(TermMatcher terms)
    {
        foreach (var (what, text) in All)
            if (terms.Find(text) != TextCategory.HateSymbols) throw UnicodeCheck.Failed(what);
        return terms;
    }

    private static string Each(Func<int, Rune> disguise) => string.Concat(Plain.Select(c => disguise(c).ToString()));
}
