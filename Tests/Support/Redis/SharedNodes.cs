using Interception.Server.Contracts;
using Interception.Server.Runs.Queue.Shared;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Support.Redis;

/// <summary>Several servers in this process that share one Redis and one model server.</summary>
internal sealed class SharedNodes : IAsyncDisposable
{
    private readonly List<App> _nodes = [];
    private readonly string _prefix = SecretId.New();
    private readonly ScriptedOllama _ollama = new();

    /// <summary>A server among them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="port">Where it finds Redis; null for the one of all tests.</param>
    /// <param name="settings">Further settings.</param>
    public App Add(string name, int? port = null, params (string Key, string Value)[] settings)
    {
        var node = new App(null, _ollama,
        [
            ("Redis:Connection", $"127.0.0.1:{port ?? SharedRedis.Server.Port}"), ("Redis:Prefix", _prefix), ("Node:Name", name), .. settings,
        ])
        {
            Parts = services => services.AddSingleton(new QueueTimes
            {
                Lease = TimeSpan.FromSeconds(2),
                Look = TimeSpan.FromMilliseconds(200),
                Grace = TimeSpan.Zero,
            }),
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
