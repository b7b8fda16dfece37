using Interception.Server.Pipeline;
using Interception.Server.Safety.Terms;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Safety;

/// <summary>Harmless text is hardly held back.</summary>
public sealed class HoldbackSpeedTests
{
    [Fact]
    public void A_story_goes_token_by_token()
    {
        var holdback = new Holdback(ShippedTerms.All);

        foreach (var token in ScriptedOllama.Tokens) holdback.Append(token).Should().Be(token);
    }

    [Theory]
    [InlineData("Nobody saw the teacher's child draw a white hand over the king's only door; they'll tell mother soon.")]
    [InlineData("Das Kind liebt die rote Tür, und der Lehrer reicht ihm die Hand voll Sand. Volk und König leben in der Schule.")]
    public void Ordinary_words_go_one_by_one(string text)
    {
        foreach (var ends in new[] { " {0}", "{0} " })
        {
            var holdback = new Holdback(ShippedTerms.All);
            foreach (var token in text.Split(' ').Select(word => ends.Replace("{0}", word, StringComparison.Ordinal)))
                holdback.Append(token).Should().Be(token);
        }
    }

    [Theory]
    [InlineData("wort{0} ")]
    [InlineData(" word{0}")]
    [InlineData(" t{0}")]
    [InlineData(" w{0}")]
    public void Numbered_words_go_one_by_one(string pattern)
    {
        var holdback = new Holdback(ShippedTerms.All);

        foreach (var token in Enumerable.Range(0, 250).Select(n => pattern.Replace("{0}", $"{n}", StringComparison.Ordinal)))
            holdback.Append(token).Should().Be(token);
    }

    [Fact]
    public void A_cry_of_one_letter_is_held_no_longer_than_a_term_and_a_little()
    {
        var holdback = new Holdback(ShippedTerms.All);
        var sent = Enumerable.Range(0, StreamingWriter.MaxChars).Sum(_ => holdback.Append("n").Length);

        (StreamingWriter.MaxChars - sent).Should().BeLessThanOrEqualTo(ShippedTerms.All.Longest + 64);
    }

    [Fact]
    public void Harmless_text_waits_for_a_few_characters_at_most()
    {
        var waits = HarmlessIdeas.All.SelectMany(idea => Waits(idea.Data)).Order().ToList();

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"Held after a piece of four characters: mean {waits.Average():0.00}, median {waits[waits.Count / 2]}, "
            + $"95 % {waits[waits.Count * 95 / 100]}, most {waits[^1]} of {waits.Count}");
        waits.Average().Should().BeLessThan(2);
        waits[waits.Count * 95 / 100].Should().BeLessThan(8);
    }

    private static IEnumerable<int> Waits(string text)
    {
        var holdback = new Holdback(ShippedTerms.All);
        var held = 0;
        foreach (var piece in text.Chunk(4)) yield return held += piece.Length - holdback.Append(new string(piece)).Length;
    }
}
