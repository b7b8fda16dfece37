using Interception.Server.Contracts;
using Interception.Server.Safety.Comparison;

namespace Interception.Tests.Safety.Comparison;

/// <summary>The texts with which judges are compared.</summary>
public sealed class ComparisonTextsTests
{
    private static IReadOnlyList<ComparisonText> Texts => ComparisonTexts.All;

    [Fact]
    public void There_are_enough_and_no_two_are_the_same()
    {
        Texts.Should().HaveCountGreaterThanOrEqualTo(150);
        Texts.Select(text => string.Join('|', text.Parts)).Should().OnlyHaveUniqueItems();
        Texts.Should().OnlyContain(text => text.Parts.All(part => part.Length > 5 && part == part.Trim()));
    }

    [Fact]
    public void Each_category_has_harmful_texts_and_as_many_harmless_neighbours_in_each_language()
    {
        foreach (var language in new[] { "de", "en", "tr", "ar", "uk", "ru" })
        {
            var own = Texts.Where(text => text.Language == language).ToList();
            foreach (var category in Enum.GetValues<TextCategory>())
            {
                own.Count(text => text.Category == category && !text.IsSafe).Should().BeGreaterThanOrEqualTo(2);
                own.Count(text => text.Category == category && text.IsSafe).Should().Be(own.Count(text => text.Category == category && !text.IsSafe));
            }

            own.Where(text => text.Category is null).Should().NotBeEmpty().And.OnlyContain(text => text.IsSafe);
        }
    }

    [Fact]
    public void Each_category_and_each_language_comes_in_each_form_harmful_and_harmless()
    {
        foreach (var group in Texts.Where(text => text.Category is not null).SelectMany(text => new[] { (text.CategoryName, text), (text.Language, text) })
            .GroupBy(pair => (pair.Item1, pair.text.IsSafe), pair => pair.text.Form))
        {
            group.Distinct().Should().BeEquivalentTo(Enum.GetValues<TextForm>(), "{0}", group.Key);
        }
    }

    [Fact]
    public void Two_fields_are_two_and_the_middle_is_the_middle_of_an_idea_as_long_as_there_may_be()
    {
        Texts.Should().OnlyContain(text => text.Parts.Count == (text.Form == TextForm.TwoFields ? 2 : 1) && text.Parts.All(part => !part.Contains("//")));
        foreach (var text in Texts.Where(text => text.Form == TextForm.InTheMiddle)) text.Parts[0].Length.Should().BeInRange(3_990, 4_000);
        var told = TextDressing.Dress("one // two", TextForm.InTheMiddle, "Rain fell on the roof.")[0];
        told.IndexOf("one two", StringComparison.Ordinal).Should().BeInRange(1_900, 2_100);
    }

    [Fact]
    public void A_disguise_changes_a_text_in_every_alphabet() =>
        Texts.Where(text => text.Form == TextForm.Disguised).Should().OnlyContain(text => text.Parts[0].IndexOfAny("01345aeopcxiـ".ToCharArray()) >= 0);
}
