using System.Text.RegularExpressions;

namespace Interception.Server.Generation.Practice;

/// <summary>Guesses German or English from stop words and umlauts; any other language is answered in English.</summary>
internal static partial class LanguageGuess
{
    public const string German = "de";
    public const string English = "en";
    private const int Sentence = 4;

    /// <summary>The language of a tag; null for another one.</summary>
    public static string? ByTag(string? tag) => tag?.Split('-')[0].ToLowerInvariant() switch
    {
        German => German,
        English => English,
        _ => null,
    };

    /// <summary>The language of a text, or of its rules when the text is too short.</summary>
    public static string In(string text, string rules)
    {
        var lean = LeanOf(text);
        if (lean == 0 && Words().Count(text) < Sentence)
        {
            lean = LeanOf(rules);
        }

        return lean > 0 ? German : English;
    }

    // A score above zero means German.
    private static int LeanOf(string text)
    {
        var lower = text.ToLowerInvariant();
        var words = Words().Matches(lower).Select(match => match.Value).ToList();
        var umlauts = ForeignLetters().IsMatch(lower) ? 0 : words.Count(word => word.AsSpan().IndexOfAny("äöüß") >= 0);
        return umlauts + words.Count(StopWords.ForLanguage(German).Telling.Contains)
            - words.Count(StopWords.ForLanguage(English).Telling.Contains);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();

    // Turkish, Swedish and Hungarian have umlauts too, but also other letters.
    [GeneratedRegex("[çğışåæøéèêáíóúőűñõãàâôîë]")]
    private static partial Regex ForeignLetters();
}
