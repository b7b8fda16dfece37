namespace Interception.Server.Redis.Nodes;

/// <summary>One node alone: whatever another life has left is nobody's.</summary>
internal sealed class MemoryNodes(NodeIdentity here, TimeProvider time) : INodeRegistry
{
    private readonly long _since = time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000;
    private volatile NodeReport? _report;

    public NodeIdentity Here => here;

    public bool IsShared => false;

    public ValueTask<LiveNodes> RenewAsync(NodeReport report)
    {
        _report = report with { Since = _since };
        return ReadAsync();
    }

    public ValueTask<LiveNodes> ReadAsync() => new(new LiveNodes(_report is { } report ? [report] : [], IsCertain: true));

    public ValueTask LeaveAsync()
    {
        _report = null;
        return ValueTask.CompletedTask;
    }
}
