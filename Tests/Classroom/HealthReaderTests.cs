using Interception.Server.Classroom.Board;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Interception.Tests.Redis.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Classroom;

/// <summary>The board's figures over all nodes.</summary>
public class HealthReaderTests
{
    private static readonly NodeIdentity Here = new("here", "1");

    private readonly NodeStatus _status = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Waits_speed_and_what_is_missing_are_those_of_all_nodes_and_nothing_is_said_twice()
    {
        var reader = new HealthReader(new QuietServer(), new(_time), new PlayedNodes(Here), _status, _time);
        reader.Read().Should().Match<ClassHealth>(health => health.TokensPerSecond == 0 && health.WaitSeconds == null);

        _status.Beaten(new(
        [
            new(Here, "1") { PiecesPerSecond = 900, Waits = [new(30_000, 900, 900)] },
            new(new("two", "1"), "1") { PiecesPerSecond = 10.3, Waits = [new(30_000, 4, 1), new(60_000, 2, 3)] },
            new(new("three", "1"), "1") { PiecesPerSecond = 5, Waits = [new(0, 7, 2), new(60_000, 9, 2)], Missing = ["There is no model.", "It has another model server."] },
        ], IsCertain: true));
        _time.Advance(TimeSpan.FromSeconds(1));

        var all = reader.Read();
        all.TokensPerSecond.Should().Be(15.3);
        all.WaitCurve.Should().Equal(new WaitPoint(0, 7), new WaitPoint(30_000, 4), new WaitPoint(60_000, 2));
        all.WaitSeconds.Should().Be(2);
        all.Missing.Should().Equal("There is no model.", "three: It has another model server.");
    }

    private sealed class QuietServer : IServerReport
    {
        public ClassHealth Read() => new("ollama", 0, 1, 0, null, [], 0, [], ["There is no model."]);
    }
}
