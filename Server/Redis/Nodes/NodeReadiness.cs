namespace Interception.Server.Redis.Nodes;

/// <summary>What is wrong between this node, its Redis and the other nodes, in words that a teacher understands and without any password.</summary>
internal sealed class NodeReadiness(NodeStatus status, INodeRegistry nodes)
{
    private const string Away = "Redis, which the servers share, does not answer (Redis:Connection). Until it does nothing new begins; what works goes on.";
    private const string Unknown = "The other servers are being looked for; one moment.";

    /// <summary>Whether this node may take runs: places are counted right only where all nodes agree. While Redis is away, as it was before.</summary>
    public bool MayWork => !nodes.IsShared || (status.Nodes is { } there && Wrong(there).Count == 0);

    /// <summary>What is missing before runs can work; empty when ready.</summary>
    public IReadOnlyList<string> Missing()
    {
        if (!nodes.IsShared) return [];
        if (status.IsAway) return [Away];
        return status.Nodes is { } there ? Wrong(there) : [Unknown];
    }

    /// <summary>What should be changed; runs work without it.</summary>
    public IReadOnlyList<string> Hints() => status.Nodes?.Warning is { } warning ? [warning] : [];

    private IReadOnlyList<string> Wrong(LiveNodes there)
    {
        if (there.Refusal is { } refusal) return [refusal];
        if (there.HasNamesake(nodes.Here)) return [$"Node:Name is '{nodes.Here.Name}', but another server that works has this name; each needs one of its own."];
        var here = there.All.FirstOrDefault(node => node.Node == nodes.Here);
        return here is null ? [] : [.. Differences(here, there.All[0])];
    }

    /// <summary>The one that came first is right: otherwise one wrong node would stop all.</summary>
    private static IEnumerable<string> Differences(NodeReport here, NodeReport first) =>
        from ours in here.Settings
        from theirs in first.Settings
        where ours.Key == theirs.Key && ours.Digest != theirs.Digest
        select $"{Difference(ours, theirs, first.Node.Name)}, which was there first; all servers must agree.";

    private static string Difference(NodeSetting ours, NodeSetting theirs, string node) => ours.Shown == theirs.Shown
        ? $"{ours.Key} has another password here than at {node}"
        : $"{ours.Key} is '{ours.Shown}' here, but '{theirs.Shown}' at {node}";
}
