using Interception.Server.Generation.Streaming;

namespace Interception.Tests.Generation;

/// <summary>Which marks of thoughts an operator may set.</summary>
public class ThoughtFormsAttributeTests
{
    [Theory]
    [InlineData(true, "<muse> </muse>")]
    [InlineData(true)]
    [InlineData(false, "<muse>")]
    [InlineData(false, "<muse> <muse>")]
    [InlineData(false, "< </muse>")]
    [InlineData(false, "Hm So")]
    [InlineData(false, "<muse> </muse>", "")]
    public void A_mark_in_the_settings_is_two_different_words_that_are_no_words_of_a_story(bool isValid, params string[] forms) =>
        new ThoughtFormsAttribute().IsValid(forms).Should().Be(isValid);
}
