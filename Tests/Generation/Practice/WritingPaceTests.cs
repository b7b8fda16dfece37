using System.Globalization;
using Interception.Server.Generation.Practice;
using static Interception.Tests.Generation.Practice.Samples;

namespace Interception.Tests.Generation.Practice;

public sealed class WritingPaceTests
{
    public static TheoryData<string> Odd =>
    [
        "Ein Satz, der eine Pause macht. Und noch einer!", ",,,,,,,,", "👩‍👩‍👧👩‍👩‍👧 é́ 🇩🇪🇩🇪",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "\n\n  \t", "a", "我想要一只会飞的猫", "\"Quotes\" and 'more'\r\nlines",
    ];

    [Theory, MemberData(nameof(Odd))]
    public void Pieces_are_the_text_and_end_between_characters(string text)
    {
        var pieces = WordPieces.Split(text).ToList();

        string.Concat(pieces).Should().Be(text);
        pieces.Sum(CharactersIn).Should().Be(CharactersIn(text));
    }

    [Fact]
    public void A_long_word_comes_in_parts_with_its_space_in_front() =>
        WordPieces.Split("Ein Regenschirmverleih, ja").Should().Equal("Ein", " Regens", "chirmv", "erleih", ",", " ja");

    [Theory, MemberData(nameof(Odd))]
    public void Any_text_is_typed_at_25_to_40_pieces_a_second(string text)
    {
        var pieces = WritingPace.Plan(text).ToList();

        (pieces.Count / pieces.Sum(piece => piece.Pause.TotalSeconds)).Should().BeInRange(25, 40);
    }

    [Fact]
    public void It_breathes_after_a_sentence_more_than_after_a_comma_more_than_within()
    {
        var pieces = Presets("de").Select(preset => Intercept(German[0], preset.Rules)).SelectMany(WritingPace.Plan).ToList();
        double After(params char[] ends) => pieces.Zip(pieces.Skip(1))
            .Where(pair => ends.Contains(char.IsLetter(pair.First.Piece[^1]) ? 'a' : pair.First.Piece[^1]))
            .Average(pair => pair.Second.Pause.TotalSeconds);

        After('.', '!').Should().BeGreaterThan(1.5 * After(','));
        After(',').Should().BeGreaterThan(1.5 * After('a'));
    }

    [Fact]
    public void The_same_text_is_typed_in_the_same_way() => WritingPace.Plan(English[0]).Should().Equal(WritingPace.Plan(English[0]));

    private static int CharactersIn(string text) => new StringInfo(text).LengthInTextElements;
}
