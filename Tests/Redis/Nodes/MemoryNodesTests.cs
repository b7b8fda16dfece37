using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Redis.Nodes;

public sealed class MemoryNodesTests : NodeRegistryContract
{
    private protected override INodeRegistry Registry { get; } = new MemoryNodes(Here, new FakeTimeProvider());

    [Fact(Timeout = 30_000)]
    public async Task A_node_alone_knows_that_every_other_life_is_over() =>
        (await Registry.RenewAsync(new(Here, "1"))).IsDead(NodeIdentity.Begin("here").ToString()).Should().BeTrue();
}
