using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;

namespace Interception.Tests.Redis.Nodes;

/// <summary>What every list of nodes promises. A new one is held to it by a class that inherits from this one.</summary>
public abstract class NodeRegistryContract
{
    private static readonly NodeSetting[] Settings = [NodeSetting.Of("Ollama:ParallelPerEndpoint", "2")];

    private protected static readonly NodeIdentity Here = NodeIdentity.Begin("here");

    private protected abstract INodeRegistry Registry { get; }

    [Fact(Timeout = 30_000)]
    public async Task A_node_is_there_with_all_it_says_of_itself_as_soon_as_it_has_said_so()
    {
        (await Registry.ReadAsync()).All.Should().BeEmpty();

        var answer = await Registry.RenewAsync(new(Here, "1.2.3")
        {
            Settings = Settings,
            Working = 3,
            PiecesPerSecond = 2.5,
            Waits = [new(30_000, 4.5, 2)],
            Missing = ["A model is missing."],
        });

        var node = answer.All.Should().ContainSingle().Which;
        node.Should().BeEquivalentTo(new { Node = Here, Version = "1.2.3", Settings, Working = 3, PiecesPerSecond = 2.5, Missing = new[] { "A model is missing." } });
        node.Waits.Should().Equal(new NodeWaits(30_000, 4.5, 2));
        node.Since.Should().BePositive();
        (await Registry.ReadAsync()).All.Should().BeEquivalentTo(answer.All);
        answer.HasNamesake(Here).Should().BeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_node_says_is_replaced_by_what_it_says_next_and_its_first_beat_stays()
    {
        var first = (await Registry.RenewAsync(new(Here, "1"))).All[0];

        var second = (await Registry.RenewAsync(new(Here, "1") { Working = 1 })).All[0];

        second.Should().BeEquivalentTo(first with { Working = 1 });
    }

    [Fact(Timeout = 30_000)]
    public async Task A_living_node_is_not_dead_and_one_that_has_left_is_not_there()
    {
        (await Registry.RenewAsync(new(Here, "1"))).IsDead(Here.ToString()).Should().BeFalse();

        await Registry.LeaveAsync();
        await Registry.LeaveAsync();

        (await Registry.ReadAsync()).All.Should().BeEmpty();
    }
}
