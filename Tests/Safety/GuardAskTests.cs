using Interception.Server.Contracts;
using Interception.Server.Safety;

namespace Interception.Tests.Safety;

public sealed class GuardAskTests
{
    [Theory]
    [InlineData("local/llama-guard3:8b", true)]
    [InlineData("llama-guard3", true)]
    [InlineData("local/library/llama-guard3:1b", true)]
    [InlineData("local/hf.co/somebody/Llama-Guard-4-12B-GGUF:Q4", true)]
    [InlineData("local/llama3:8b", false)]
    [InlineData("local/llama-guard-fans/mistral:7b", false)]
    [InlineData("local/my-llama-guard", false)]
    public void It_suits_models_of_that_name_only(string model, bool suits) => GuardAsk.Suits(model).Should().Be(suits);

    [Theory]
    [InlineData("safe")]
    [InlineData("\n\nsafe\n")]
    public void A_plain_yes_is_a_yes(string answer) => GuardAsk.Read(answer).Should().Be(Verdict.Safe);

    [Theory]
    [InlineData("unsafe", Category.Other)]
    [InlineData("\n\nunsafe\nS1", Category.Violence)]
    [InlineData("unsafe\r\nS2\r\n", Category.Violence)]
    [InlineData("unsafe\nS3", Category.Sexual)]
    [InlineData("unsafe\nS4,S1", Category.Sexual)]
    [InlineData("unsafe\nS5", Category.Other)]
    [InlineData("unsafe\nS7", Category.PersonalData)]
    [InlineData("unsafe\nS9", Category.Violence)]
    [InlineData("unsafe\n S10 , S1", Category.HateSymbols)]
    [InlineData("unsafe\nS11", Category.SelfHarm)]
    [InlineData("unsafe\nS12", Category.Sexual)]
    [InlineData("unsafe\nS14", Category.Other)]
    [InlineData("unsafe\nwhatever", Category.Other)]
    public void A_no_names_its_first_hazard(string answer, Category category) =>
        GuardAsk.Read(answer).Should().Be(Verdict.Unsafe(category));

    [Theory]
    [InlineData("")]
    [InlineData("Safe")]
    [InlineData("SAFE")]
    [InlineData("safe.")]
    [InlineData("safe\nS1")]
    [InlineData("safe\nunsafe")]
    [InlineData("safe safe")]
    [InlineData("\u00A0safe")]
    [InlineData("not safe")]
    [InlineData("Unsafe\nS1")]
    [InlineData("unsafe S1")]
    [InlineData("unsafe\nS1\nsafe")]
    [InlineData("""{"verdict":"SAFE"}""")]
    public void Anything_else_is_not_understood(string answer) => GuardAsk.Read(answer).Should().BeNull();

    [Fact]
    public async Task It_is_asked_without_a_schema_and_once_more_when_it_rambles()
    {
        var model = new AnsweringGenerator(_ => "hm", _ => "\n\nunsafe\nS11");
        var question = new SafetyQuestion(["one", "two"], "local/llama-guard3:8b", null);

        var verdict = await new Judge(model).CheckAsync(question, null, TestContext.Current.CancellationToken);

        verdict.Should().Be(Verdict.Unsafe(Category.SelfHarm));
        model.Asked.Should().HaveCount(2).And.OnlyContain(prompt =>
            prompt.Format == null && prompt.Instructions == "" && prompt.Parts.Single().Text == "one\n\ntwo");
    }
}
