using System.Globalization;
using System.Net;
using Interception.Server.Delivery.Door;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery.Door;

/// <summary>Guessing is slow, and a class that knows its code does not notice.</summary>
public class TriesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Tries _tries;

    public TriesTests() => _tries = new(_time);

    [Fact]
    public void What_is_right_costs_nothing()
    {
        for (var n = 0; n < 1_000; n++) _tries.Try("10.0.0.1", () => true).Should().BeTrue();
    }

    [Fact]
    public void An_address_is_wrong_ten_times_and_then_once_in_five_seconds()
    {
        Wrong("10.0.0.1", 100).Should().Be(10);
        Wrong("10.0.0.2", 1).Should().Be(1, "the others are not to blame");

        _time.Advance(TimeSpan.FromMinutes(1));

        Wrong("10.0.0.1", 100).Should().Be(10, "a minute brings back twelve, but ten is all there is");
        _time.Advance(TimeSpan.FromSeconds(12));
        Wrong("10.0.0.1", 100).Should().Be(2);
    }

    [Fact]
    public void What_is_not_tried_is_not_looked_at()
    {
        Wrong("10.0.0.1", 10);

        _tries.Try("10.0.0.1", () => throw new InvalidOperationException("looked at")).Should().BeFalse();
    }

    [Fact]
    public void Many_addresses_together_are_slowed_down_as_well()
    {
        var tried = Enumerable.Range(0, 200).Sum(n => Wrong(n.ToString(CultureInfo.InvariantCulture), 1));

        tried.Should().Be(60);
        _time.Advance(TimeSpan.FromSeconds(10));
        Wrong("another", 100).Should().Be(5);
    }

    [Theory]
    [InlineData("192.168.1.20", "192.168.1.20")]
    [InlineData("::ffff:192.168.1.20", "192.168.1.20")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64")]
    public void An_address_is_told_from_others_as_far_as_a_machine_cannot_choose_it(string address, string known)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

        Callers.AddressOf(http).Should().Be(known);
    }

    private int Wrong(string address, int times) => Enumerable.Range(0, times).Count(_ => _tries.Try(address, () => false));
}
