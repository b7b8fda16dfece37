namespace Interception.Tests.Safety.Evaluation;

/// <summary>What a plain keyboard can do: digits and symbols for letters, repeated, set apart, turned round.</summary>
internal static class Rewritings
{
    private static readonly Dictionary<char, string> Digits = new()
    { ['a'] = "4", ['e'] = "3", ['i'] = "1", ['o'] = "0", ['s'] = "5", ['t'] = "7", ['b'] = "8", ['g'] = "9", ['z'] = "2" };

    private static readonly Dictionary<char, string> Symbols = new()
    { ['a'] = "@", ['e'] = "€", ['i'] = "!", ['o'] = "0", ['s'] = "$", ['t'] = "+", ['l'] = "|" };

    private static readonly Dictionary<char, string> Drawings = new()
    { ['h'] = "|-|", ['k'] = "|<", ['n'] = @"|\|", ['m'] = @"|\/|", ['u'] = "|_|", ['d'] = "|)", ['a'] = @"/-\", ['v'] = @"\/", ['o'] = "()" };

    private static readonly (string Name, string Between)[] Apart =
        [("spaces", " "), ("dots", "."), ("underscores", "_"), ("hyphens", "-"), ("slashes", "/"), ("commas", ", "), ("stars", "*"), ("a letter a line", "\n")];

    public static IEnumerable<Disguise> All =>
    [
        new("case", "capitals", (term, _) => term.ToUpperInvariant()),
        new("case", "mixed", (term, _) => string.Concat(term.Select((c, at) => at % 2 == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)))),
        new("umlauts", "taken apart", (term, _) => Disguise.Apart(term)),
        new("umlauts", "ae, oe, ue, ss", (term, _) => Spelled(term, "ae", "oe", "ue", "ss")),
        new("umlauts", "left out", (term, _) => Spelled(term, "a", "o", "u", "ss")),
        Replaced("digits", Digits), Replaced("symbols", Symbols), Replaced("drawings", Drawings),
        new("digits and symbols", "a digit here and there", (term, random) => Disguise.Letters(term, c => random.Next(3) == 0 ? Digits.GetValueOrDefault(c, $"{c}") : $"{c}")),
        new("repeated", "vowels", (term, _) => Disguise.Letters(term, c => new string(c, "aeiou".Contains(c) ? 3 : 1))),
        new("repeated", "all letters", (term, _) => Disguise.Letters(term, c => new string(c, 3))),
        new("repeated", "the last letter", (term, _) => term + new string(term[^1], 4)),
        .. Apart.Select(way => new Disguise("set apart", way.Name, (term, _) => Disguise.Between(term.Replace(" ", "", StringComparison.Ordinal), way.Between))),
        new("set apart", "in brackets", (term, _) => Disguise.Letters(term, c => $"[{c}]")),
        new("words", "broken by lines", (term, _) => term.Replace(" ", "\r\n", StringComparison.Ordinal)),
        new("words", "hyphens for spaces", (term, _) => term.Replace(' ', '-')),
        new("words", "in quotation marks", (term, _) => $"\"{term}\""),
        Backwards,
    ];

    /// <summary>Read from the end.</summary>
    public static Disguise Backwards { get; } = new("backwards", "plain", (term, _) => Turned(term));

    /// <summary>Backwards, and shown forwards by a control character.</summary>
    public static Disguise Overridden { get; } = new("backwards, with a code point", "direction override", (term, _) => $"\u202E{Turned(term)}\u202C");

    private static string Turned(string term) => string.Concat(term.Reverse());

    private static Disguise Replaced(string name, Dictionary<char, string> by) =>
        new("digits and symbols", name, (term, _) => Disguise.Letters(term, c => by.GetValueOrDefault(c, $"{c}")));

    private static string Spelled(string term, string a, string o, string u, string s) => term.ToLowerInvariant()
        .Replace("ä", a, StringComparison.Ordinal).Replace("ö", o, StringComparison.Ordinal)
        .Replace("ü", u, StringComparison.Ordinal).Replace("ß", s, StringComparison.Ordinal);
}
