using System.Collections.Frozen;

namespace Interception.Server.Generation.Practice;

/// <summary>The small words of a language, which hold a sentence together and say little.</summary>
/// <param name="Telling">Those that give the language away.</param>
/// <param name="BeforeNouns">Those after which a thing is named.</param>
/// <param name="All">All of them, and those that speak about the task itself.</param>
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
