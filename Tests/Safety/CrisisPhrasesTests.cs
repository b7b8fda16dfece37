using Interception.Server.Safety.Crisis;

namespace Interception.Tests.Safety;

/// <summary>How the lists of cries for help are written and read.</summary>
public class CrisisPhrasesTests
{
    [Theory]
    [InlineData("a (b|c) d", "a b d", "a c d")]
    [InlineData("a (b|)", "a b", "a ")]
    [InlineData("(a (b|c)|d)(e|f)", "a be", "a bf", "a ce", "a cf", "de", "df")]
    [InlineData("plain", "plain")]
    public void Alternatives_are_written_out(string phrase, params string[] all) => PhraseAlternatives.Expand(phrase).Should().Equal(all);

    [Theory]
    [InlineData("a (b|c")]
    [InlineData("a b)")]
    public void A_lost_bracket_stops_the_start(string phrase) =>
        FluentActions.Invoking(() => new CrisisPhrases([phrase])).Should().Throw<InvalidDataException>();

    [Fact]
    public void A_missing_list_stops_the_start() =>
        FluentActions.Invoking(() => CrisisPhrases.Load("nowhere")).Should().Throw<InvalidDataException>().WithMessage("*de.txt is missing*");
}
