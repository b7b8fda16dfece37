namespace Interception.Server.Generation.Practice;

/// <summary>The keywords of a text, in its writer's own words.</summary>
/// <param name="Words">Single words, the most important first; never empty.</param>
/// <param name="Groups">Groups of words, as they stand in the text or newly combined; else the single words.</param>
internal sealed record OwnKeywords(IReadOnlyList<string> Words, IReadOnlyList<string> Groups)
{
    private const int MostWords = 8;
    private const int FewGroups = 4;
    private const int MostGroups = 12;
    private const int LongestWord = 30;
    private const int LongestGroup = 48;

    public static OwnKeywords From(string text, string language)
    {
        var sentence = new KeywordFinder(text, StopWords.ForLanguage(language));
        var things = Distinct(sentence.Things).Take(MostWords).ToList();
        var words = things.Count > 1 ? things : Distinct(sentence.Telling).Take(MostWords).ToList();
        return words.Count > 0
            ? new(words, GroupsOf(sentence, words, language == LanguageGuess.German ? "und" : "and"))
            : new([.. sentence.Signs().Select(Short).Distinct().Take(MostWords)]);
    }

    private OwnKeywords(IReadOnlyList<string> words) : this(words, words)
    {
    }

    private static List<string> GroupsOf(KeywordFinder sentence, List<string> words, string and)
    {
        var groups = Spread(sentence.Groups(LongestGroup)).ToList();
        // "Old tree" may be in another idea as well, but hardly "letter in an old tree".
        groups = groups.Count(IsLong) >= FewGroups ? groups.FindAll(IsLong) : groups;
        groups.AddRange(groups.Count < FewGroups && words.Count > 1
            ? words.Zip(words.Skip(1).Append(words[0]), (one, other) => $"{one} {and} {other}")
            : []);
        return groups.Count > 0 ? groups : words;
    }

    // Frequent words first, then early ones.
    private static IEnumerable<string> Distinct(IEnumerable<string> words) =>
        words.GroupBy(word => word, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(same => same.Count()).Select(same => Short(same.First()));

    private static IEnumerable<string> Spread(IEnumerable<string> groups)
    {
        var all = groups.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var step = Math.Max(1, (all.Count + MostGroups - 1) / MostGroups);
        return all.Where((_, at) => at % step == 0);
    }

    private static bool IsLong(string group) => group.Split(' ').Length > 2;

    private static string Short(string word) => word.Length <= LongestWord ? word : word[..LongestWord] + "…";
}
