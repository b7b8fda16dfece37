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

    [Fact(Timeout = 120_000)]
    public void A_number_of_things_is_none_but_the_one_that_is_a_sign()
    {
        string[] units = ["", "k", "m", "s", "er", "te", "th", "st", "g", "kg", "km", "l", "x", " z", "i", "s7", "b", "o", " e", "a5"];
        string[] texts = [.. Enumerable.Range(0, 10_000).SelectMany(number => units.Select(unit => $"{number}{unit}"))];

        var blocked = texts.Where(text => ShippedTerms.All.Find(text) is not null).ToArray();
        output.WriteLine($"{texts.Length:N0} numbers with units, {blocked.Length} blocked\n{string.Join('\n', blocked)}");
        blocked.Should().OnlyContain(text => text.StartsWith("1488", StringComparison.Ordinal));
    }
}
