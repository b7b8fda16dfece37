namespace Interception.Server.Redis.Nodes;

/// <summary>The list of the nodes that are there. A node stays in it by saying again and again that it lives.</summary>
/// <remarks>A name belongs to the node that had it first, for as long as that one lives.</remarks>
internal interface INodeRegistry
{
    /// <summary>This node.</summary>
    NodeIdentity Here { get; }

    /// <summary>Whether other nodes may be in it.</summary>
    bool IsShared { get; }

    /// <summary>Says that this node lives.</summary>
    /// <param name="report">What it says of itself.</param>
    /// <returns>Who lives; without this node when another has its name.</returns>
    /// <exception cref="RedisAwayException">The list cannot be reached.</exception>
    ValueTask<LiveNodes> RenewAsync(NodeReport report);

    /// <summary>Tells who lives.</summary>
    /// <exception cref="RedisAwayException">The list cannot be reached.</exception>
    ValueTask<LiveNodes> ReadAsync();

    /// <summary>Takes this node out: it has ended, and nobody needs to wait for it.</summary>
    /// <exception cref="RedisAwayException">The list cannot be reached.</exception>
    ValueTask LeaveAsync();
}
