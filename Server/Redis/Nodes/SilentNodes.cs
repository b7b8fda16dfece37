namespace Interception.Server.Redis.Nodes;

/// <summary>Tells whether somebody may still be there who has said nothing since Redis was away or came back empty.</summary>
internal sealed class SilentNodes(INodeRegistry nodes, NodeStatus status)
{
    /// <summary>Asks who has spoken. Whoever has not for as long as a node counts as alive is dead.</summary>
    /// <exception cref="RedisAwayException">The list cannot be reached.</exception>
    public async ValueTask<bool> AreThereAsync()
    {
        var there = await nodes.ReadAsync();
        return !there.IsCertain && status.Known.Any(known => !there.All.Any(node => node.Node == known));
    }
}
