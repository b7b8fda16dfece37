using Interception.Server.Safety;
using Interception.Server.Safety.Terms;

namespace Interception.Tests.Safety;

public sealed class TermFilterTests : SafetyCheckContract
{
    protected override ISafetyCheck Check { get; } = new TermFilter(ShippedTerms.All);

    [Fact]
    public async Task It_needs_no_judge() =>
        (await Check.CheckAsync(Question("Sieg Heil") with { Judge = null }, null, TestContext.Current.CancellationToken))
            .IsSafe.Should().BeFalse();

    [Theory]
    [InlineData("Haken", "alles in Blau", "kreuz")]
    [InlineData("kreuz", "alles in Blau", "Haken")]
    [InlineData("g Heil", "Sie")]
    public async Task What_is_spread_over_parts_is_found_in_whatever_order_they_come(params string[] parts) =>
        (await Check.CheckAsync(Question(parts), null, TestContext.Current.CancellationToken)).IsSafe.Should().BeFalse();

    [Fact]
    public async Task What_may_be_harmless_passes_with_a_hint_for_the_judge()
    {
        var verdict = await Check.CheckAsync(Question("Klavier mit 88 Tasten"), null, TestContext.Current.CancellationToken);

        verdict.IsSafe.Should().BeTrue();
        verdict.Hints.Should().ContainSingle().Which.Should().StartWith("88: ");
    }
}
