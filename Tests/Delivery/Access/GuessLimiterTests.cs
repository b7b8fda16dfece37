using System.Globalization;
using System.Net;
using Interception.Server.Delivery.Access;
using Interception.Server.Delivery.Callers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery.Access;

/// <summary>Guessing is slow, and whoever knows the code comes in all the same.</summary>
public class GuessLimiterTests
{
    private static readonly RunCaller Guesser = At("10.0.0.1");

    private readonly FakeTimeProvider _time = new();
    private readonly GuessLimiter _tries;

    public GuessLimiterTests() => _tries = new(_time);

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
    public void An_address_is_wrong_ten_times_and_then_once_in_five_seconds()
    {
        Free(Guesser, 100).Should().Be(10);
        Free(At("10.0.0.2"), 1).Should().Be(1, "the others are not to blame");

        _time.Advance(TimeSpan.FromMinutes(1));

        Free(Guesser, 100).Should().Be(10, "a minute brings back twelve, but ten is all there is");
        _time.Advance(TimeSpan.FromSeconds(12));
        Free(Guesser, 100).Should().Be(2);
    }

    [Fact]
    public void Where_somebody_guesses_ten_codes_a_second_are_looked_at_and_the_last_within_ten_seconds()
    {
        Free(Guesser, 10);
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
    public void Who_hangs_up_before_its_turn_is_not_looked_at()
    {
        using var leaving = new CancellationTokenSource();
        Free(Guesser, 10);
        var turn = _tries.TurnAsync(Guesser, leaving.Token);

        leaving.Cancel();
        _time.Advance(TimeSpan.FromSeconds(10));

        turn.IsCanceled.Should().BeTrue();
    }

    [Fact]
    public void Who_has_shown_the_code_last_waits_for_nobody_until_it_shows_another()
    {
        var session = new RunCaller(Guesser.Address, "theirs");
        _tries.Right(session);
        Free(Guesser, 10);

        IsAtOnce(session).Should().BeTrue();
        IsAtOnce(Guesser).Should().BeFalse();
        _tries.Wrong(session);
        IsAtOnce(session).Should().BeFalse();
    }

    [Fact]
    public void Many_addresses_together_are_slowed_down_as_well()
    {
        var known = At("known");
        _tries.Right(known);

        Enumerable.Range(0, 200).Sum(n => Free(At(n.ToString(CultureInfo.InvariantCulture)), 1)).Should().Be(60);

        IsAtOnce(At("new")).Should().BeFalse();
        IsAtOnce(known).Should().BeTrue();
        _time.Advance(TimeSpan.FromSeconds(10));
        Free(At("another"), 100).Should().Be(5);
    }

    [Fact]
    public void One_address_alone_slows_nobody_else_down()
    {
        for (var n = 0; n < 600; n++)
        {
            _tries.Wrong(Guesser);
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

    private int Free(RunCaller caller, int times) => Enumerable.Range(0, times).Count(_ => _tries.Wrong(caller));

    private bool IsAtOnce(RunCaller caller) => Turn(caller).IsCompleted;

    private Task Turn(RunCaller caller) => _tries.TurnAsync(caller, TestContext.Current.CancellationToken);
}
