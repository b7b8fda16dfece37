using Interception.Server.Generation.Resilience;

namespace Interception.Tests.Generation.Resilience;

public class RetryBudgetTests
{
    [Fact]
    public void When_everything_fails_a_tenth_of_the_calls_is_made_again()
    {
        var budget = new RetryBudget();
        var again = 0;

        for (var call = 0; call < 1_000; call++)
        {
            budget.Earn();
            again += budget.TrySpend() ? 1 : 0;
        }

        again.Should().BeInRange(99, 101);
    }

    [Fact]
    public void A_good_morning_saves_up_for_ten_and_no_more()
    {
        var budget = new RetryBudget();
        for (var call = 0; call < 1_000; call++) budget.Earn();

        Enumerable.Range(0, 20).Count(_ => budget.TrySpend()).Should().Be(10);
    }
}
