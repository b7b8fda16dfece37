using Interception.Server.Contracts;
using Interception.Server.Redis.Nodes;
using Interception.Server.Runs.Queue.Shared;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Support.Redis;

/// <summary>Several servers in this process that share one Redis and one model server.</summary>
internal sealed class SharedNodes : IAsyncDisposable
{
    /// <summary>So long a node counts as alive that says nothing.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(2);

    private readonly List<App> _nodes = [];
    private readonly string _prefix = SecretId.New();
    private readonly ScriptedOllama _ollama = new();

    /// <summary>A server among them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="port">Where it finds Redis; null for the one of all tests.</param>
    /// <param name="parts">Further services.</param>
    public App Add(string name, int? port = null, Action<IServiceCollection>? parts = null)
    {
        var node = new App(null, _ollama,
        [
            ("Redis:Connection", $"127.0.0.1:{port ?? SharedRedis.Server.Port}"), ("Redis:Prefix", _prefix), ("Node:Name", name),
        ])
        {
            Parts = services =>
            {
                services.AddSingleton(new QueueTimes { Lease = Life, Look = TimeSpan.FromMilliseconds(200), Grace = TimeSpan.Zero });
                services.AddSingleton(new NodeTimes { Life = Life, Beat = TimeSpan.FromMilliseconds(300), Gap = TimeSpan.FromSeconds(1) });
                parts?.Invoke(services);
            },
        };
        _nodes.Add(node);
        return node;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }
}
