namespace Interception.Tests.Safety.Evaluation;

public sealed class HarmlessEvaluation(ITestOutputHelper output)
{
    [Fact(Timeout = 120_000)]
    public void Of_harmless_texts_not_one_in_two_hundred_is_blocked()
    {
        Prompts.ByHand.Should().HaveCountGreaterThan(300);
        string[] texts = [.. Prompts.ByHand.Concat(Prompts.ByTemplate).Distinct()];
        texts.Should().HaveCountGreaterThanOrEqualTo(2_000);

        var blocked = texts.Where(text => ShippedTerms.All.Find(text) is not null).ToArray();
        output.WriteLine($"{texts.Length:N0} harmless texts ({Prompts.ByHand.Length} by hand), {blocked.Length} blocked\n{string.Join('\n', blocked)}");
        blocked.Length.Should().BeLessThanOrEqualTo(texts.Length / 200);
    }
}
