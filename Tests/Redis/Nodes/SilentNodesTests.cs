using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;

namespace Interception.Tests.Redis.Nodes;

/// <summary>Who may still be there after Redis has forgotten who is.</summary>
public class SilentNodesTests
{
    private static readonly NodeIdentity Here = new("here", "1"), There = new("there", "1");

    private readonly NodeStatus _status = new();
    private readonly PlayedNodes _nodes = new(Here);

    [Fact]
    public async Task A_node_that_was_there_is_waited_for_until_it_speaks_or_counts_as_dead()
    {
        await SeeAsync(isCertain: true, Here, There);
        (await AreThereAsync()).Should().BeFalse("all that are known have spoken");

        Answer(isCertain: false, Here);
        (await AreThereAsync()).Should().BeTrue();
        await SeeAsync(isCertain: false, Here);
        (await AreThereAsync()).Should().BeTrue("the list was lost, and nobody knows yet who is dead");
        _status.Known.Should().BeEquivalentTo([Here, There]);
        await SeeAsync(isCertain: false, Here, There);
        (await AreThereAsync()).Should().BeFalse();
        await SeeAsync(isCertain: false, Here);
        Answer(isCertain: true, Here);
        (await AreThereAsync()).Should().BeFalse("it had time enough");
        await SeeAsync(isCertain: true, Here);

        _status.Known.Should().Equal(Here);
    }

    private async Task SeeAsync(bool isCertain, params NodeIdentity[] nodes)
    {
        Answer(isCertain, nodes);
        _status.Beaten(await _nodes.ReadAsync());
    }

    private void Answer(bool isCertain, params NodeIdentity[] nodes) => _nodes.Answer = new([.. nodes.Select(node => new NodeReport(node, "1"))], isCertain);

    private async Task<bool> AreThereAsync() => await new SilentNodes(_nodes, _status).AreThereAsync();
}
