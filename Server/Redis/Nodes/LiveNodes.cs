namespace Interception.Server.Redis.Nodes;

/// <summary>The nodes that are there, at one moment.</summary>
/// <param name="All">Each that lives, the one that came first first.</param>
/// <param name="IsCertain">Whether all others are dead; false while nodes may not have been able to say that they live.</param>
internal sealed record LiveNodes(IReadOnlyList<NodeReport> All, bool IsCertain)
{
    /// <summary>Why no node can use this Redis; null when it can be used, or has not said.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the operator should change at this Redis; null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Whether a node is gone for good: as <see cref="NodeIdentity.ToString"/> names it.</summary>
    public bool IsDead(string node) => IsCertain && !All.Any(there => there.Node.ToString() == node);

    /// <summary>Whether a node lives that has this one's name and is another.</summary>
    public bool HasNamesake(NodeIdentity node) => All.Any(there => there.Node.Name == node.Name && there.Node != node);
}
