using StackExchange.Redis;

namespace Interception.Server.Redis.Nodes;

/// <summary>The nodes that share a Redis, by its clock.</summary>
/// <remarks>
/// Nobody counts as dead in the first moments after Redis was away or came back empty: then those who live need time to say so.
/// </remarks>
internal sealed class RedisNodes(RedisConnection redis, NodeIdentity here, NodeTimes times, RedisServerWatch server) : INodeRegistry
{
    private const string Together = "nodes";

    private static readonly RedisScript Beat = new("nodes-beat");
    private static readonly RedisScript Leave = new("nodes-leave");

    /// <summary>Said again to a Redis that has forgotten it: who came first stays first.</summary>
    private long _since;

    public NodeIdentity Here => here;

    public bool IsShared => true;

    public async ValueTask<LiveNodes> RenewAsync(NodeReport report)
    {
        var nodes = await AskAsync(here.Name, _since, NodeReportJson.Write(report));
        _since = nodes.All.FirstOrDefault(there => there.Node == here)?.Since ?? _since;
        return nodes with { Refusal = await server.RefusalAsync(), Warning = server.Warning };
    }

    public async ValueTask<LiveNodes> ReadAsync() => await AskAsync("", 0, "");

    public async ValueTask LeaveAsync() => await redis.RunAsync(Leave, [Key("alive"), Key("reports")], here.Name, here.Life);

    private async Task<LiveNodes> AskAsync(string name, long since, string report)
    {
        RedisKey[] keys = [Key("alive"), Key("reports"), Key("spoken")];
        var answer = (RedisResult[])(await redis.RunAsync(Beat, keys, name, here.Life, since, report, Ms(times.Life), Ms(times.Gap)))!;
        var nodes = ((string[])answer[1]!).Chunk(2).Select(entry => NodeReportJson.Read(entry[0], entry[1]));
        return new([.. nodes.OrderBy(node => node.Since).ThenBy(node => node.Node.Name, StringComparer.Ordinal)], (int)answer[0] == 1);
    }

    private RedisKey Key(string name) => redis.Key(Together, name);

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}
