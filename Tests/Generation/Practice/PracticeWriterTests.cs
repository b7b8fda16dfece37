using System.Text.RegularExpressions;
using Interception.Server.Generation;
using Interception.Server.Generation.Practice;
using Interception.Server.Safety;
using Interception.Server.Safety.Terms;
using static Interception.Tests.Generation.Practice.Samples;

namespace Interception.Tests.Generation.Practice;

public sealed partial class PracticeWriterTests
{
    public static TheoryData<string> Languages => ["de", "en"];

    public static TheoryData<string> Odd =>
    [
        "Drache", "🐙🚀", "7", "12 345", "???", "the and of", "我想要一只会飞的猫", "Le chat rêve dans le jardin", " \n ",
        "„Nein“, sagte er, \"why\"?\nNeue Zeile\n\n- Liste", "{w} [a|b] {name} $1", new string('x', 4000),
        string.Join(' ', Enumerable.Repeat("Ein Fuchs jagt den Mond,", 166)),
    ];

    [Theory, MemberData(nameof(Languages))]
    public void Every_text_has_120_to_200_words(string language) =>
        Everything(language).Should().OnlyContain(text => IsOfGoodLength(text));

    [Theory, MemberData(nameof(Odd))]
    public void Odd_ideas_become_texts_too(string idea)
    {
        IsOfGoodLength(Intercept(idea, "Mach es sanft")).Should().BeTrue();
        Forms.Select(form => PracticeWriter.Write(Prompt(GenerationJob.Output, idea, null, form)))
            .Should().OnlyContain(text => IsOfGoodLength(text));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_text_holds_two_words_of_the_idea_as_the_child_wrote_them(string language) =>
        (from idea in Ideas(language)
         from preset in Presets(language)
         let text = Intercept(idea, preset.Rules)
         let words = new KeywordFinder(idea, StopWords.ForLanguage(language)).Telling
         where words.Count(word => text.Contains(word, StringComparison.Ordinal)) < 2
         select (idea, preset.Id)).Should().BeEmpty();

    [Theory, MemberData(nameof(Languages))]
    public void Every_text_holds_a_word_of_its_rules(string language) =>
        (from idea in Ideas(language)
         from preset in Presets(language)
         let text = Intercept(idea, preset.Rules)
         where !OwnKeywords.From(preset.Rules, language).Words.Any(word => text.Contains(word, StringComparison.Ordinal))
         select (idea, preset.Id)).Should().BeEmpty();

    [Theory, MemberData(nameof(Languages))]
    public void No_two_texts_share_eight_words_in_a_row(string language) =>
        Everything(language).SelectMany(text => Runs(text).Distinct()).GroupBy(run => run)
            .Where(same => same.Count() > 1).Select(same => same.Key).Should().BeEmpty();

    [Theory, MemberData(nameof(Languages))]
    public void Every_preset_has_a_manner_of_its_own(string language) =>
        Presets(language).Should().OnlyContain(preset => StyleGuess.Guess(preset.Rules) == preset.Id);

    [Theory]
    [InlineData("Bitte so LAUT wie ein Gewitter!", "louder")]
    [InlineData("please whisper it, it is secret", "secret-language")]
    [InlineData("Es soll nach Lakritz riechen", "general")]
    [InlineData("", "general")]
    public void Rules_that_a_child_rewrote_are_still_understood(string rules, string manner) =>
        StyleGuess.Guess(rules).Should().Be(manner);

    [Theory]
    [InlineData("Ein Hund im Regen", "", null, "de")]
    [InlineData("A dog in the rain", "", null, "en")]
    [InlineData("Drachen", "Mach alles lauter, als es war", null, "de")]
    [InlineData("Le chat rêve dans le jardin", "Mach alles lauter, als es war", null, "en")]
    [InlineData("küçük kedi bahçede uyuyor", "", null, "en")]
    [InlineData("Ein Hund im Regen", "", "en-GB", "en")]
    [InlineData("A dog in the rain", "", "de-AT", "de")]
    [InlineData("Ein Hund im Regen", "", "fr", "de")]
    public void It_answers_in_the_language_asked_for_or_that_of_the_text(
        string idea, string rules, string? tag, string language) =>
        PracticeInput.Create(Prompt(GenerationJob.Interception, idea, rules) with { Language = tag }).Language.Should().Be(language);

    [Fact]
    public void Other_ideas_and_other_rules_make_other_texts_and_the_same_the_same()
    {
        var text = Intercept("Ein Hund", "Mach es grün");

        Intercept("Ein Hund", "Mach es grün").Should().Be(text);
        Intercept("Ein Hund", "Mach es blau").Should().NotBe(text);
        Intercept("Ein Hahn", "Mach es grün").Should().NotBe(text);
    }

    [Fact]
    public void A_poem_has_lines_and_a_sketch_has_comments()
    {
        var (poem, code) = (Output("Poem"), Output("Code"));

        poem.Split('\n').Should().HaveCountGreaterThan(16).And.OnlyContain(line => line.Length < 110);
        code.Split('\n').Count(line => line.StartsWith("//", StringComparison.Ordinal)).Should().BeGreaterThan(8);

        static string Output(string form) => PracticeWriter.Write(Prompt(GenerationJob.Output, German[5], "Mach es leise", form));
    }

    // Every idea with every preset, and in every form.
    [Theory, MemberData(nameof(Languages))]
    public void Nothing_that_the_practice_voice_writes_is_blocked_by_the_term_filter(string language)
    {
        var terms = TermFolder.Load(Path.Combine(AppContext.BaseDirectory, "Safety", "Terms"), own: "", SafetyLevel.Kids);

        Everything(language).Should().OnlyContain(text => terms.Find(text) == null);
    }

    private static List<string> Everything(string language) =>
    [
        .. from idea in Ideas(language) from preset in Presets(language) select Intercept(idea, preset.Rules),
        .. from idea in Ideas(language)
           from form in Forms
           select PracticeWriter.Write(Prompt(GenerationJob.Output, idea, Presets(language)[0].Rules, form)),
    ];

    private static bool IsOfGoodLength(string text) =>
        Words().Count(text) is >= 120 and <= 200
        && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length is >= 120 and <= 200;

    private static IEnumerable<string> Runs(string text)
    {
        var words = Words().Matches(text.ToLowerInvariant()).Select(match => match.Value).ToArray();
        return Enumerable.Range(0, Math.Max(0, words.Length - 7)).Select(at => string.Join(' ', words[at..(at + 8)]));
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*")]
    private static partial Regex Words();
}
