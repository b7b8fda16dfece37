using Interception.Tests.Deployment;

namespace Interception.Tests.Cluster;

/// <summary>Three nodes behind nginx for several classes of tests, started by the first that needs them.</summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private Task<ServerCluster>? _cluster;
    private Task<ClusterFront>? _front;

    /// <summary>The nodes; a test on a machine without redis-server is skipped.</summary>
    internal Task<ServerCluster> NodesAsync()
    {
        // Said before, and outside of what is kept: a reason to skip is no failure to be remembered.
        Needs.Program("redis-server");
        return _cluster ??= ServerCluster.StartAsync(nodes: 3, places: 12);
    }

    /// <summary>nginx in front of them; without it the test is skipped.</summary>
    internal async Task<ClusterFront> FrontAsync()
    {
        Needs.Program("nginx");
        var cluster = await NodesAsync();
        return await (_front ??= ClusterFront.StartAsync(cluster));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_front is not null) await (await _front).DisposeAsync();
        if (_cluster is not null) await (await _cluster).DisposeAsync();
    }
}

/// <summary>The tests that share them, one after the other.</summary>
[CollectionDefinition(nameof(SharedCluster))]
public sealed class SharedClusterTests : ICollectionFixture<SharedCluster>;
