using System.Globalization;
using System.Net;
using Interception.Server.Delivery.Access;
using Interception.Server.Delivery.Callers;
using Interception.Server.Runs.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery.Access;

/// <summary>Guessing is slow, and whoever knows the code comes in all the same.</summary>
public class GuessLimiterTests
{
    private static readonly RunCaller Guesser = At("10.0.0.1");

    private readonly FakeTimeProvider _time = new();
    private readonly GuessLimiter _tries;

    public GuessLimiterTests() => _tries = new(new MemoryLimits(_time), _time);

    [Fact]
    public void What_is_right_costs_nothing()
    {
        for (var n = 0; n < 1_000; n++)
        {
            IsAtOnce(Guesser).Should().BeTrue();
            _tries.Right(Guesser);
        }
    }

    [Fact]
    public async Task An_address_is_wrong_ten_times_and_then_once_in_five_seconds()
    {
        (await FreeAsync(Guesser, 100)).Should().Be(10);
        (await FreeAsync(At("10.0.0.2"), 1)).Should().Be(1, "the others are not to blame");

        _time.Advance(TimeSpan.FromMinutes(1));

        (await FreeAsync(Guesser, 100)).Should().Be(10, "a minute brings back twelve, but ten is all there is");
        _time.Advance(TimeSpan.FromSeconds(12));
        (await FreeAsync(Guesser, 100)).Should().Be(2);
    }

    [Fact]
    public async Task Where_somebody_guesses_ten_codes_a_second_are_looked_at_and_the_last_within_ten_seconds()
    {
        await FreeAsync(Guesser, 10);
        var turns = Enumerable.Range(0, 500).Select(_ => Turn(Guesser)).ToList();
        var looked = new List<int>();
        for (var tenth = 0; tenth <= 100; tenth++)
        {
            looked.Add(turns.Count(turn => turn.IsCompleted));
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        looked[..100].Should().Equal(Enumerable.Range(0, 100));
        looked[100].Should().Be(500, "nobody waits for ever");
    }

    [Fact]
    public async Task Who_hangs_up_before_its_turn_is_not_looked_at()
    {
        using var leaving = new CancellationTokenSource();
        await FreeAsync(Guesser, 10);
        var turn = _tries.TurnAsync(Guesser, leaving.Token);

        await leaving.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        await FluentActions.Awaiting(() => turn).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Who_has_shown_the_code_last_waits_for_nobody_until_it_shows_another()
    {
        var session = new RunCaller(Guesser.Address, "theirs");
        _tries.Right(session);
        await FreeAsync(Guesser, 10);

        IsAtOnce(session).Should().BeTrue();
        IsAtOnce(Guesser).Should().BeFalse();
        await _tries.WrongAsync(session);
        IsAtOnce(session).Should().BeFalse();
    }

    [Fact]
    public async Task Many_addresses_together_are_slowed_down_as_well()
    {
        var known = At("known");
        _tries.Right(known);

        var free = 0;
        for (var n = 0; n < 200; n++) free += await FreeAsync(At(n.ToString(CultureInfo.InvariantCulture)), 1);
        free.Should().Be(60);

        IsAtOnce(At("new")).Should().BeFalse();
        IsAtOnce(known).Should().BeTrue();
        _time.Advance(TimeSpan.FromSeconds(10));
        (await FreeAsync(At("another"), 100)).Should().Be(5);
    }

    [Fact]
    public async Task One_address_alone_slows_nobody_else_down()
    {
        for (var n = 0; n < 600; n++)
        {
            await _tries.WrongAsync(Guesser);
            _time.Advance(TimeSpan.FromMilliseconds(100));
            IsAtOnce(At("another")).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("192.168.1.20", "192.168.1.20")]
    [InlineData("::ffff:192.168.1.20", "192.168.1.20")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64")]
    public void An_address_is_told_from_others_as_far_as_a_machine_cannot_choose_it(string address, string known)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

        ClientAddress.AddressOf(http).Should().Be(known);
    }

    private static RunCaller At(string address) => new(address, null);

    private async Task<int> FreeAsync(RunCaller caller, int times)
    {
        var free = 0;
        for (var n = 0; n < times; n++) free += await _tries.WrongAsync(caller) ? 1 : 0;
        return free;
    }

    private bool IsAtOnce(RunCaller caller) => Turn(caller).IsCompleted;

    private Task Turn(RunCaller caller) => _tries.TurnAsync(caller, TestContext.Current.CancellationToken);
}
