namespace Interception.Server.Redis.Nodes;

/// <summary>All nodes as this one knows them, for people. It asks nobody, so that it answers when Redis is away as well.</summary>
internal sealed class NodeRoster(NodeStatus status, INodeReporter reporter)
{
    /// <summary>Each as it was at its last beat, and this one as it is now.</summary>
    public IReadOnlyList<NodeReport> Read()
    {
        var here = reporter.Read();
        var all = status.Nodes?.All ?? [];
        return all.Any(node => node.Node == here.Node) ? [.. all.Select(node => node.Node == here.Node ? here : node)] : [.. all, here];
    }
}
