using System.Collections.Frozen;

namespace Interception.Server.Generation.Practice;

/// <summary>The stop words of a language: frequent words that say little.</summary>
/// <param name="Telling">Words that show the language.</param>
/// <param name="BeforeNouns">Words that stand before a noun.</param>
/// <param name="All">All of them, with words about the task itself.</param>
internal sealed record StopWords(FrozenSet<string> Telling, FrozenSet<string> BeforeNouns, FrozenSet<string> All)
{
    private static readonly StopWords German = Load(LanguageGuess.German);
    private static readonly StopWords English = Load(LanguageGuess.English);

    public static StopWords ForLanguage(string language) => language == LanguageGuess.German ? German : English;

    private static StopWords Load(string language)
    {
        var book = PhraseBook.Named(language, "small-words");
        var (telling, before) = (Set(book["telling"]), Set(book["before nouns"]));
        return new(telling, before, Set([.. book["others"], .. book["of the task"], .. telling, .. before]));
    }

    private static FrozenSet<string> Set(IEnumerable<string> lines) =>
        lines.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
