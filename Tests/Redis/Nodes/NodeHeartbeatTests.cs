using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Redis.Nodes;

/// <summary>A node that lives says so, whatever else it does.</summary>
public sealed class NodeHeartbeatTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly NodeStatus _status = new();
    private readonly Log _log = new();
    private readonly PlayedNodes _nodes = new(NodeIdentity.Begin("here"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task It_is_said_at_start_and_every_three_seconds_and_goes_on_while_the_server_drains()
    {
        await using var heart = await StartAsync();
        _status.Nodes.Should().Be(_nodes.Answer);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        _nodes.Beats.Should().Be(2, "after the first time it knows more of itself");

        await heart.StopAsync(Cancel);
        for (var times = 0; times < 4; times++) _time.Advance(TimeSpan.FromSeconds(3));

        _nodes.Beats.Should().Be(6);
        _nodes.HasLeft.Should().BeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task While_Redis_is_away_it_is_tried_twice_a_second_and_a_start_does_not_fail()
    {
        _nodes.IsAway = true;
        await using var heart = await StartAsync();
        _status.Nodes.Should().BeNull();
        for (var times = 0; times < 4; times++) _time.Advance(TimeSpan.FromSeconds(0.5));
        _nodes.Beats.Should().Be(5);
        _status.IsAway.Should().BeTrue();

        _nodes.IsAway = false;
        _time.Advance(TimeSpan.FromSeconds(0.5));

        _status.IsAway.Should().BeFalse();
        _status.Nodes.Should().Be(_nodes.Answer);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_process_that_ends_takes_its_node_out_and_says_no_more()
    {
        var heart = await StartAsync();

        await heart.DisposeAsync();

        _nodes.HasLeft.Should().BeTrue();
        _time.Advance(TimeSpan.FromMinutes(1));
        _nodes.Beats.Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_process_ends_although_Redis_is_away()
    {
        _nodes.IsAway = true;

        await (await StartAsync()).DisposeAsync();

        _nodes.HasLeft.Should().BeTrue();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_Redis_that_writes_to_a_disk_is_logged_once_each_time_that_it_is_so()
    {
        _nodes.Answer = _nodes.Answer with { Warning = "Redis writes to a disk." };
        await using var heart = await StartAsync();
        _time.Advance(TimeSpan.FromSeconds(0.5));
        _nodes.Answer = _nodes.Answer with { Warning = null };
        _time.Advance(TimeSpan.FromSeconds(3));
        _nodes.Answer = _nodes.Answer with { Warning = "Redis writes to a disk." };
        _time.Advance(TimeSpan.FromSeconds(3));

        _log.Lines.Select(line => (line.Level, line.Line.Trim())).Should().Equal(
            (LogLevel.Warning, "Redis writes to a disk."), (LogLevel.Warning, "Redis writes to a disk."));
    }

    private async Task<NodeHeartbeat> StartAsync()
    {
        var heart = new NodeHeartbeat(_nodes, _nodes, _status, new(Safety.Judges.NewMeters()), new(), _time, _log.For<NodeHeartbeat>());
        await heart.StartAsync(Cancel);
        return heart;
    }
}
