namespace Interception.Server.Redis.Nodes;

/// <summary>What the last beat has brought. It asks nobody, so that everybody may ask it.</summary>
internal sealed class NodeStatus
{
    private volatile LiveNodes? _nodes;
    private volatile IReadOnlyList<NodeIdentity> _known = [];
    private volatile bool _isAway;

    /// <summary>Who was there when Redis answered last; null before the first answer.</summary>
    public LiveNodes? Nodes => _nodes;

    /// <summary>Who may still be there: those who live and, since Redis was away or came back empty, those who were there before and may not
    /// have been able to say so yet.</summary>
    public IReadOnlyList<NodeIdentity> Known => _known;

    /// <summary>Whether the last beat found no Redis.</summary>
    public bool IsAway => _isAway;

    /// <summary>A beat has come through.</summary>
    public void Beaten(LiveNodes nodes)
    {
        var live = nodes.All.Select(node => node.Node);
        _known = nodes.IsCertain ? [.. live] : [.. _known.Union(live)];
        _nodes = nodes;
        _isAway = false;
    }

    /// <summary>A beat has not.</summary>
    public void Missed() => _isAway = true;
}
