using Interception.Server.Redis;
using Interception.Server.Redis.Nodes;

namespace Interception.Tests.Redis.Nodes;

/// <summary>A list of nodes that answers what a test says.</summary>
internal sealed class PlayedNodes(NodeIdentity here) : INodeRegistry, INodeReporter
{
    /// <summary>Whether it can be reached.</summary>
    public bool IsAway { get; set; }

    /// <summary>What it answers.</summary>
    public LiveNodes Answer { get; set; } = new([], IsCertain: true);

    /// <summary>How often this node has said that it lives.</summary>
    public int Beats { get; private set; }

    /// <summary>Whether this node has left.</summary>
    public bool HasLeft { get; private set; }

    public NodeIdentity Here => here;

    public bool IsShared => true;

    public NodeReport Read() => new(here, "1");

    public ValueTask<LiveNodes> RenewAsync(NodeReport report)
    {
        Beats++;
        return ReadAsync();
    }

    public ValueTask<LiveNodes> ReadAsync() => IsAway ? throw new RedisAwayException(new TimeoutException()) : new(Answer);

    public ValueTask LeaveAsync()
    {
        HasLeft = true;
        return IsAway ? throw new RedisAwayException(new TimeoutException()) : ValueTask.CompletedTask;
    }
}
