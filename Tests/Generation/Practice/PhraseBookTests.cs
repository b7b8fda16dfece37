using System.Text.RegularExpressions;
using Interception.Server.Generation.Practice;

namespace Interception.Tests.Generation.Practice;

/// <summary>What keeps two texts from sharing eight words in a row.</summary>
public sealed partial class PhraseBookTests
{
    private static readonly string[] Sections = ["open", "middle", "rule", "close"];

    public static TheoryData<string> Written =>
        [.. PhraseBook.All.Where(book => book["open"].Count > 0).Select(book => book.Name)];

    [Fact]
    public void Both_languages_have_the_same_books() =>
        PhraseBook.All.Select(book => book.Name).Where(name => name.StartsWith("de/", StringComparison.Ordinal))
            .Select(name => name.Replace("de/", "en/", StringComparison.Ordinal))
            .Should().Equal(PhraseBook.All.Select(book => book.Name)
                .Where(name => name.StartsWith("en/", StringComparison.Ordinal)));

    [Theory, MemberData(nameof(Written))]
    public void A_book_has_enough_to_choose_from(string name)
    {
        var book = Book(name);

        Sections.Select(section => book[section].Count >= (section is "middle" ? 16 : 4)).Should().NotContain(false);
    }

    [Theory, MemberData(nameof(Written))]
    public void No_phrase_says_eight_words_without_one_that_only_this_text_has(string name) =>
        Sections.SelectMany(section => Book(name)[section]).Where(IsTooFixed).Should().BeEmpty();

    [Theory, MemberData(nameof(Written))]
    public void Every_slot_of_a_phrase_is_known(string name) =>
        Sections.SelectMany(section => Book(name)[section])
            .SelectMany(phrase => AnySlot().Matches(phrase)).Select(slot => slot.Groups[1].Value)
            .Should().BeSubsetOf(["w", "q", "b", "B", "same", "rule", "secret", "name", "other", "n"]);

    private static PhraseBook Book(string name) => PhraseBook.Named(name[..2], name[3..]);

    private static bool IsTooFixed(string line)
    {
        var runs = Own().Split(Choices().Replace(line, LongestOf).Replace(@"\n", " ", StringComparison.Ordinal))
            .Select(SlotPhrase.CountOf).ToList();
        return runs.Count < 2 || runs.Any(run => run > SlotPhrase.LongestRun);
    }

    private static string LongestOf(Match choice) =>
        choice.Groups[1].Value.Split('|').MaxBy(option => SlotPhrase.CountOf(Own().Split(option)[0]))!;

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Choices();

    [GeneratedRegex(@"\{(?:w|B|same|secret|name|other)\}\p{L}*")]
    private static partial Regex Own();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex AnySlot();
}
