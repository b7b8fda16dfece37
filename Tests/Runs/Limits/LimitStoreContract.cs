using Interception.Server.Runs.Limits;

namespace Interception.Tests.Runs.Limits;

/// <summary>What every store of limits promises. A new one is held to it by a class that inherits from this one.</summary>
public abstract class LimitStoreContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly LimitShare[] Both = [new("session", 1), new("address", 2)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract ILimitStore Store { get; }

    /// <summary>Lets time pass for the store.</summary>
    private protected abstract ValueTask PassAsync(TimeSpan time);

    [Fact]
    public async Task Nobody_holds_more_than_its_share_and_what_is_released_can_be_held_again()
    {
        (await Store.TryHoldAsync(Both, "one", Cancel)).Should().BeTrue();
        (await Store.TryHoldAsync(Both, "two", Cancel)).Should().BeFalse();

        await Store.ReleaseAsync(Both, "one", Cancel);

        (await Store.TryHoldAsync(Both, "two", Cancel)).Should().BeTrue();
    }

    [Fact]
    public async Task Whoever_is_refused_one_share_holds_none()
    {
        await Store.TryHoldAsync(Both, "one", Cancel);
        await Store.TryHoldAsync(Both, "two", Cancel);

        (await Store.TryHoldAsync([new("address", 2)], "three", Cancel)).Should().BeTrue("two was refused by its session and holds nothing");
        (await Store.TryHoldAsync([new("address", 2)], "four", Cancel)).Should().BeFalse();
    }

    [Fact]
    public async Task Held_twice_is_held_once_and_released_twice_is_released_once()
    {
        LimitShare[] share = [new("session", 2)];
        await Store.TryHoldAsync(share, "one", Cancel);
        (await Store.TryHoldAsync(share, "one", Cancel)).Should().BeTrue("an answer may have been lost");
        (await Store.TryHoldAsync(share, "two", Cancel)).Should().BeTrue();

        await Store.ReleaseAsync(share, "one", Cancel);
        await Store.ReleaseAsync(share, "one", Cancel);

        (await Store.TryHoldAsync(share, "three", Cancel)).Should().BeTrue();
        (await Store.TryHoldAsync(share, "four", Cancel)).Should().BeFalse("two still holds");
    }

    [Fact]
    public async Task Without_a_share_everything_is_allowed()
    {
        (await Store.TryHoldAsync([], "one", Cancel)).Should().BeTrue();
        (await Store.TrySpendAsync("starts", [], Minute, Cancel)).Should().BeTrue();
        await Store.ReleaseAsync([], "one", Cancel);
    }

    [Fact]
    public async Task A_share_that_is_spent_comes_back_bit_by_bit()
    {
        LimitShare[] share = [new("session", 2)];
        (await Store.TrySpendAsync("starts", share, Minute, Cancel)).Should().BeTrue();
        (await Store.TrySpendAsync("starts", share, Minute, Cancel)).Should().BeTrue();
        (await Store.TrySpendAsync("starts", share, Minute, Cancel)).Should().BeFalse();

        await PassAsync(Minute / 2);

        (await Store.TrySpendAsync("starts", share, Minute, Cancel)).Should().BeTrue();
        (await Store.TrySpendAsync("starts", share, Minute, Cancel)).Should().BeFalse();
    }

    [Fact]
    public async Task What_is_refused_costs_nothing_and_kinds_know_nothing_of_each_other()
    {
        (await Store.TrySpendAsync("starts", Both, Minute, Cancel)).Should().BeTrue();
        (await Store.TrySpendAsync("starts", Both, Minute, Cancel)).Should().BeFalse("the session has spent its share");

        (await Store.TrySpendAsync("starts", [new("address", 2)], Minute, Cancel)).Should().BeTrue("the refusal did not cost the address anything");
        (await Store.TrySpendAsync("codes", Both, Minute, Cancel)).Should().BeTrue();
    }

    [Fact]
    public async Task Where_a_share_is_spent_callers_wait_one_after_the_other_and_nobody_for_ever()
    {
        LimitShare share = new("address", 1);
        (TimeSpan, TimeSpan) turns = (Minute, 3 * Minute);
        (await Store.TakeTurnAsync("codes", share, 10 * Minute, turns, Cancel)).Should().Be(TimeSpan.Zero);
        await Store.TrySpendAsync("codes", [share], 10 * Minute, Cancel);

        var waits = new List<TimeSpan>();
        for (var n = 0; n < 5; n++) waits.Add(await Store.TakeTurnAsync("codes", share, 10 * Minute, turns, Cancel));

        waits.Zip([1, 2, 3, 3, 3]).Should().OnlyContain(wait => (wait.Second * Minute - wait.First).Duration() < TimeSpan.FromSeconds(5));
        (await Store.TakeTurnAsync("starts", share, 10 * Minute, turns, Cancel)).Should().Be(TimeSpan.Zero);
        (await Store.TakeTurnAsync("codes", new("another", 1), 10 * Minute, turns, Cancel)).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Of_many_at_once_exactly_as_many_hold_and_spend_as_may()
    {
        LimitShare[] share = [new("session", 7)];

        var held = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(async () => await Store.TryHoldAsync(share, $"{n}", Cancel), Cancel)));
        var spent = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await Store.TrySpendAsync("starts", share, TimeSpan.FromDays(1), Cancel), Cancel)));

        held.Count(isHeld => isHeld).Should().Be(7);
        spent.Count(isSpent => isSpent).Should().Be(7);
    }
}
