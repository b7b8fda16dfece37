using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Redis.Nodes;

/// <summary>What a teacher reads when something is wrong between the nodes.</summary>
public sealed class NodeReadinessTests
{
    private static readonly NodeIdentity Here = NodeIdentity.Begin("here");
    private static readonly NodeReport First = Report(NodeIdentity.Begin("first"), "http://gpu-1:11434", 2);

    private readonly NodeStatus _status = new();
    private readonly NodeReadiness _readiness;

    public NodeReadinessTests() => _readiness = new(_status, new PlayedNodes(Here));

    [Fact]
    public void Before_Redis_has_answered_it_is_a_matter_of_a_moment_and_no_run_may_begin()
    {
        _readiness.Missing().Should().Equal("The other servers are being looked for; one moment.");
        _readiness.MayWork.Should().BeFalse();
    }

    [Fact]
    public void A_node_that_agrees_with_the_first_lacks_nothing()
    {
        See(First, Report(Here, "http://gpu-1:11434", 2));

        _readiness.Missing().Should().BeEmpty();
        _readiness.MayWork.Should().BeTrue();
        _readiness.Hints().Should().BeEmpty();
    }

    [Fact]
    public void A_Redis_that_is_away_is_said_and_the_runs_that_work_may_go_on()
    {
        See(First, Report(Here, "http://gpu-1:11434", 2));
        _status.Missed();

        _readiness.Missing().Should().ContainSingle().Which.Should().StartWith("Redis, which the servers share, does not answer (Redis:Connection).");
        _readiness.MayWork.Should().BeTrue();
    }

    [Fact]
    public void A_node_that_differs_from_the_first_names_each_difference_and_takes_no_runs()
    {
        See(First, Report(Here, "http://gpu-2:11434", 1));

        _readiness.Missing().Should().Equal(
            "Ollama:Endpoints is 'http://gpu-2:11434' here, but 'http://gpu-1:11434' at first, which was there first; all servers must agree.",
            "Ollama:ParallelPerEndpoint is '1' here, but '2' at first, which was there first; all servers must agree.");
        _readiness.MayWork.Should().BeFalse();
    }

    [Fact]
    public void The_first_node_is_ready_although_a_later_one_differs()
    {
        See(Report(Here, "http://gpu-1:11434", 2), Report(NodeIdentity.Begin("late"), "http://gpu-2:11434", 1));

        _readiness.Missing().Should().BeEmpty();
    }

    [Fact]
    public void A_password_is_compared_and_never_shown()
    {
        See(Report(NodeIdentity.Begin("first"), "http://me:apple@gpu", 2, "http://gpu"), Report(Here, "http://me:pear@gpu", 2, "http://gpu"));

        _readiness.Missing().Should().Equal("Ollama:Endpoints has another password here than at first, which was there first; all servers must agree.");
    }

    [Fact]
    public void A_setting_that_the_first_does_not_know_is_no_difference()
    {
        See(First with { Settings = [] }, Report(Here, "http://gpu-1:11434", 2));

        _readiness.Missing().Should().BeEmpty();
    }

    [Fact]
    public void A_name_that_another_living_node_has_is_refused()
    {
        See(First with { Node = NodeIdentity.Begin("here") });

        _readiness.Missing().Should().Equal("Node:Name is 'here', but another server that works has this name; each needs one of its own.");
        _readiness.MayWork.Should().BeFalse();
    }

    [Fact]
    public void A_Redis_that_is_too_old_is_the_first_thing_to_say()
    {
        _status.Beaten(new LiveNodes([First], IsCertain: true) { Refusal = "It is too old." });

        _readiness.Missing().Should().Equal("It is too old.");
        _readiness.MayWork.Should().BeFalse();
    }

    [Fact]
    public void A_Redis_that_writes_to_a_disk_is_a_hint()
    {
        _status.Beaten(new LiveNodes([Report(Here, "http://gpu-1:11434", 2)], IsCertain: true) { Warning = "Redis writes to a disk." });

        _readiness.Missing().Should().BeEmpty();
        _readiness.Hints().Should().Equal("Redis writes to a disk.");
    }

    [Fact]
    public void A_node_alone_lacks_nothing_from_the_start()
    {
        var alone = new NodeReadiness(new(), new MemoryNodes(Here, new FakeTimeProvider()));

        alone.Missing().Should().BeEmpty();
        alone.MayWork.Should().BeTrue();
    }

    private static NodeReport Report(NodeIdentity node, string servers, int parallel, string? shown = null) => new(node, "1")
    {
        Settings = [NodeSetting.Of("Ollama:Endpoints", servers, shown ?? servers), NodeSetting.Of("Ollama:ParallelPerEndpoint", $"{parallel}")],
    };

    private void See(params NodeReport[] nodes) => _status.Beaten(new(nodes, IsCertain: true));
}
