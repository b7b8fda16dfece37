using System.Net;
using System.Text.Json;
using Interception.Server.Generation;
using Interception.Server.Generation.Reports;

namespace Interception.Tests.Generation.Reports;

/// <summary>An operator reads what a provider says; nobody reads what a child wrote, however the provider repeats it.</summary>
public sealed class AskedWordsTests
{
    private const string Idea = "Mia und der Drache \"Fürchtegott\" wohnen\nin der Kirschallee 7, Telefon 0151 2345678 🐉🔥";
    private const string Rules = "only the letter e; the model is a parrot";

    private static readonly string[] Secrets =
        ["mia", "drache", "rchtegott", "kirschallee", "2345678", "0151", "parrot", "🐉", "wohnen"];

    private static readonly ModelPrompt Asked = new(GenerationJob.Interception, "mistral/bird", "Rewrite the idea so that every rule can be felt in it.",
        [new("rules", Rules), new("idea", Idea)]);

    public static TheoryData<string, string> Quotes => new()
    {
        { "as it is", Idea },
        { "as JSON", JsonSerializer.Serialize(Idea) },
        { "as JSON within JSON", JsonSerializer.Serialize(JsonSerializer.Serialize(Idea)) },
        { "as JSON with plain letters", Idea.Replace("\"", "\\\"").Replace("\n", "\\n") },
        { "in capitals", Idea.ToUpperInvariant() },
        { "in small letters", Idea.ToLowerInvariant() },
        { "for HTML", WebUtility.HtmlEncode(Idea) },
        { "for an address", Uri.EscapeDataString(Idea) },
        { "its beginning", Idea[..20] },
        { "cut within a word", Idea[..12] + "..." },
        { "its end", Idea[30..] },
        { "its middle", Idea[7..40] },
        { "one word", "Mia" },
        { "one word in capitals", "DRACHE" },
        { "half a word", "Fürchteg" },
        { "a number", "2345678" },
        { "in one line", Idea.Replace("\n", " ") },
        { "without blanks", Idea.Replace(" ", "") },
        { "the rules", Rules },
        { "all of it", $"[rules 5f3c]\n{Rules}\n[/rules 5f3c]\n\n[idea 5f3c]\n{Idea}\n[/idea 5f3c]" },
        { "words in another order", "Drache der und Mia" },
    };

    [Theory, MemberData(nameof(Quotes))]
    public void What_a_provider_repeats_of_a_request_is_taken_out(string how, string quote)
    {
        foreach (var sentence in new[] { $"Invalid input '{quote}' for this model", $"{quote}: cannot be parsed", $"Unexpected token near {quote}" })
        {
            var said = new AskedWords(Asked).Without(sentence);

            foreach (var secret in Secrets) said.Should().NotContainEquivalentOf(secret, how);
            said.Should().Contain("…").And.NotContain("\n");
        }
    }

    [Theory]
    [InlineData("model 'bird' not found, try pulling it first")]
    [InlineData("server busy, please try again.  maximum pending requests exceeded")]
    [InlineData("This model's maximum context length is 32768 tokens")]
    [InlineData("System role not supported")]
    [InlineData("llama runner process has terminated: exit status 2")]
    [InlineData("Unauthorized")]
    public void A_sentence_that_repeats_nothing_stays_as_it_is(string sentence) =>
        new AskedWords(Asked).Without(sentence).Should().Be(sentence);

    [Fact]
    public void A_long_sentence_is_cut_at_300_characters_after_the_request_was_taken_out_of_it()
    {
        var said = new AskedWords(Asked).Without($"{new string('x', 290)} 😀 {Idea} {new string('y', 500)}");

        said.Length.Should().BeInRange(300, 301);
        foreach (var secret in Secrets) said.Should().NotContainEquivalentOf(secret);
    }

    [Fact]
    public void A_text_without_letters_is_found_too()
    {
        var prompt = Asked with { Parts = [new("idea", "龙和米娅住在樱桃街")], Turns = ["🐉🔥🌊"] };

        new AskedWords(prompt).Without("bad input: 米娅住在 and 🔥🌊!").Should().Be("bad input: … and …!");
    }

    [Fact]
    public void Our_own_instructions_are_taken_out_where_they_are_repeated_at_length() =>
        new AskedWords(Asked).Without("cannot parse: Rewrite the idea so that every rule can be felt in it.")
            .Should().Be("cannot parse: ….");
}
