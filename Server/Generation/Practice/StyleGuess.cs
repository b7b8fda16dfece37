using System.Text.RegularExpressions;

namespace Interception.Server.Generation.Practice;

/// <summary>Guesses the style of the rules by keywords, so that a child may rewrite the rules.</summary>
internal static partial class StyleGuess
{
    private const string General = "general";

    // A child may write German rules for an English idea, so each style has keywords in both languages.
    private static readonly Dictionary<string, StyleRule> Keys = PhraseBook.All
        .Where(book => book["hears"].Count > 0)
        .GroupBy(book => book.Name[(book.Name.IndexOf('/', StringComparison.Ordinal) + 1)..])
        .ToDictionary(books => books.Key, books => new StyleRule([.. books.SelectMany(book => book["hears"])
            .SelectMany(line => line.Split(' '))]));

    /// <summary>The name of the phrase book that fits the rules best.</summary>
    public static string Guess(string rules)
    {
        var words = Words().Matches(rules.ToLowerInvariant()).Select(match => match.Value).ToList();
        var best = Keys.MaxBy(manner => words.Count(manner.Value.Hears));
        return words.Any(best.Value.Hears) ? best.Key : General;
    }

    private sealed record StyleRule(string[] Keys)
    {
        public bool Hears(string word) => Keys.Any(key => key.EndsWith('*')
            ? word.StartsWith(key[..^1], StringComparison.Ordinal)
            : word == key);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();
}
