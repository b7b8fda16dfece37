using Interception.Server.Contracts;
using Interception.Server.Safety;
using Interception.Server.Safety.Judging;

namespace Interception.Tests.Safety;

public sealed class VerdictReaderTests
{
    private const string Nonce = "4f1d";
    private const string Good = """{"nonce":"4f1d","verdict":"SAFE","why":"none"}""";

    [Theory]
    [InlineData(Good)]
    [InlineData("\n\n" + Good + " \r\n\t ")]
    [InlineData("""{ "nonce" : "4f1d" , "verdict" : "SAFE" , "why" : "none" }""")]
    [InlineData("""{"why":"none","verdict":"SAFE","nonce":"4f1d"}""")]
    [InlineData("""{"nonce":"4f1d","verdict":"SAFE"}""")]
    [InlineData("""{"nonce":"4f1d","verdict":"SAFE","why":null}""")]
    [InlineData("""{"nonce":"4f1d","verdict":"SAFE","why":"violence"}""")]
    [InlineData("```\n" + Good + "\n```")]
    [InlineData("```json\n" + Good + "\n```\n")]
    [InlineData("```json" + Good + "```")]
    [InlineData("<think>Is it unsafe? No.</think>" + Good)]
    [InlineData("\n<think>\n\n</think>\n\n```json\n" + Good + "\n```")]
    public void A_verdict_to_the_letter_is_understood(string answer) =>
        VerdictReader.Read(answer, Nonce).Should().Be(Verdict.Safe);

    [Theory]
    [InlineData("hate-symbols", TextCategory.HateSymbols)]
    [InlineData("violence", TextCategory.Violence)]
    [InlineData("sexual", TextCategory.Sexual)]
    [InlineData("self-harm", TextCategory.SelfHarm)]
    [InlineData("personal-data", TextCategory.PersonalData)]
    [InlineData("other", TextCategory.Other)]
    [InlineData("none", TextCategory.Other)]
    [InlineData("Violence", TextCategory.Other)]
    [InlineData("1", TextCategory.Other)]
    [InlineData("", TextCategory.Other)]
    public void A_no_has_the_category_that_it_names_or_other(string name, TextCategory category) =>
        VerdictReader.Read(Verdicts.Unsafe(Nonce, name), Nonce).Should().Be(Verdict.Unsafe(category));

    [Theory]
    [InlineData("""{"nonce":"4f1d","verdict":"UNSAFE"}""")]
    [InlineData("""{"nonce":"4f1d","verdict":"UNSAFE","why":null}""")]
    public void A_no_without_a_category_is_a_no(string answer) =>
        VerdictReader.Read(answer, Nonce).Should().Be(Verdict.Unsafe(TextCategory.Other));

    [Theory]
    [MemberData(nameof(BrokenVerdicts.All), MemberType = typeof(BrokenVerdicts))]
    public void Anything_else_is_not_understood(string answer) =>
        VerdictReader.Read(answer, Nonce).Should().BeNull();

    [Fact]
    public void None_of_hundreds_of_broken_answers_is_understood()
    {
        var answers = BrokenVerdicts.All.Select(row => row.Data).Concat(BrokenVerdictTables.All).Distinct().ToList();

        answers.Should().HaveCountGreaterThan(500);
        answers.Where(answer => VerdictReader.Read(answer, Nonce) is not null).Should().BeEmpty();
        answers.Where(answer => LlamaGuardPrompt.Read(answer) is { IsSafe: true }).Should().BeEquivalentTo(["safe"], "that is Llama Guard's own yes");
    }

    [Theory]
    [InlineData("")]
    [InlineData("4F1D")]
    [InlineData("4f1")]
    [InlineData("4f1d ")]
    [InlineData("4f1e")]
    public void A_verdict_for_another_question_is_not_understood(string nonce) =>
        VerdictReader.Read(Verdicts.Safe(nonce), Nonce).Should().BeNull();

    [Fact]
    public void An_endless_answer_is_not_understood()
    {
        VerdictReader.Read(Good.PadRight(VerdictReader.LongestAnswer), Nonce).Should().Be(Verdict.Safe);
        VerdictReader.Read(Good.PadRight(VerdictReader.LongestAnswer + 1), Nonce).Should().BeNull();
        VerdictReader.Read(new string('[', VerdictReader.LongestAnswer), Nonce).Should().BeNull();
    }
}
