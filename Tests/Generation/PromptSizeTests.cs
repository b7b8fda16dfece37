using Interception.Server.Generation;
using Interception.Server.Generation.Streaming;

namespace Interception.Tests.Generation;

/// <summary>An answer to a prompt that was not read whole is told by its figures, and no honest one is taken for it.</summary>
public class PromptSizeTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Range(0, 1_400).Select(n => $"bird{n}"));

    [Theory]
    [InlineData(1, true)]
    [InlineData(11, true)]
    [InlineData(500, true)]
    [InlineData(1_500, false)]
    [InlineData(4_000, false)]
    [InlineData(0, false)]
    public void Far_too_few_tokens_for_a_long_prompt_are_a_cut_one(int tokens, bool isCut) =>
        PromptSize.IsCut(Ask(Long), tokens).Should().Be(isCut);

    [Theory]
    [InlineData("a blue bird")]
    [InlineData("")]
    public void Nothing_is_said_of_a_short_one(string text) => PromptSize.IsCut(Ask(text), 1).Should().BeFalse();

    [Fact]
    public void Rows_of_the_same_character_may_be_few_tokens() => PromptSize.IsCut(Ask(new string('=', 20_000)), 40).Should().BeFalse();

    [Fact]
    public void A_conversation_counts_as_well() =>
        PromptSize.IsCut(Ask("") with { Turns = [Long] }, 11).Should().BeTrue();

    private static ModelPrompt Ask(string text) => new(GenerationJob.Verdict, "local/bird", "Judge.", [new("texts", text)]);
}
