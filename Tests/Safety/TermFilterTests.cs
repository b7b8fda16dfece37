using Interception.Server.Safety;

namespace Interception.Tests.Safety;

public sealed class TermFilterTests : SafetyCheckContract
{
    protected override ISafetyCheck Check { get; } = new TermFilter(ShippedTerms.All);

    [Fact]
    public async Task It_needs_no_judge() =>
        (await Check.CheckAsync(Question("Sieg Heil") with { Judge = null }, null, TestContext.Current.CancellationToken))
            .IsSafe.Should().BeFalse();
}
