using Interception.Server.Contracts;

namespace Interception.Tests.Cluster;

/// <summary>A run that a test starts at a node and reads at another.</summary>
/// <param name="node">Where it is started.</param>
/// <param name="number">What the model calls it.</param>
internal sealed class StartedRun(ClusterNode node, int number)
{
    /// <summary>Where it was started.</summary>
    public ClusterNode Node => node;

    /// <summary>What the model calls it.</summary>
    public int Number => number;

    /// <summary>Its id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Its reader; null before.</summary>
    public StageReading? Reading { get; private set; }

    /// <summary>Starts it.</summary>
    public async Task StartAsync() => Id = await node.Http.StartAsync(number);

    /// <summary>Reads its first text at a node.</summary>
    public void ReadAt(ClusterNode other) => Reading = StageReading.Begin(other.Http, Id, Stage.Interception);
}
