using Interception.Tests.Support.Chaos;
using Interception.Tests.Support.Redis;

namespace Interception.Tests.Cluster;

/// <summary>Several servers in processes of their own, the Redis that they share and the model that they ask.</summary>
internal sealed class ServerCluster : IAsyncDisposable
{
    /// <summary>Of the teacher.</summary>
    public const string TeacherCode = "lighthouse";

    private static readonly Dictionary<string, string> Usual = new()
    {
        ["Practice:Mode"] = "Never",
        ["Safety:SelfTest"] = "false",
        ["Ollama:WarmUp"] = "false",
        ["Access:TeacherCode"] = TeacherCode,
        ["Runs:DrainFor"] = "00:00:05",
        ["Limits:ConnectionsPerSecond"] = "10000",
        ["Limits:PerAddress"] = "1000",
        ["Proxies:Known:0"] = "127.0.0.1",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    private readonly Dictionary<string, string> _settings;
    private int _losing;
    private int _lost;
    private readonly List<ClusterNode> _nodes = [];

    private ServerCluster(RedisServer redis, ClusterModel model, Dictionary<string, string> settings)
    {
        Redis = redis;
        Model = model;
        Wire = new(new Uri($"http://{redis.Connection}"), _ => Interlocked.Exchange(ref _losing, 0) == 1 ? new Fault(++_lost, FaultKind.Reset, 0) : null);
        _settings = new(settings) { ["Redis:Connection"] = $"127.0.0.1:{Wire.Address.Port}" };
    }

    /// <summary>The network between all nodes and Redis.</summary>
    public ChaosProxy Wire { get; }

    /// <summary>How many answers of Redis were lost.</summary>
    public int Lost => _lost;

    /// <summary>The Redis of all nodes.</summary>
    public RedisServer Redis { get; }

    /// <summary>The model of all nodes.</summary>
    public ClusterModel Model { get; }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<ClusterNode> Nodes => _nodes;

    /// <summary>A node.</summary>
    public ClusterNode this[int node] => _nodes[node];

    /// <summary>Starts one; it takes calls when this is completed. Without redis-server the test is skipped.</summary>
    /// <param name="nodes">How many servers.</param>
    /// <param name="places">How many runs the model serves at once.</param>
    /// <param name="model">The model; null for 60 words, one in four milliseconds.</param>
    /// <param name="settings">What is set otherwise than usual.</param>
    public static async Task<ServerCluster> StartAsync(int nodes, int places, ClusterModel? model = null, params (string Key, string Value)[] settings)
    {
        var redis = await RedisServer.StartAsync();
        var all = new Dictionary<string, string>(Usual) { ["Ollama:ParallelPerEndpoint"] = $"{places}" };
        foreach (var (key, value) in settings) all[key] = value;
        var cluster = new ServerCluster(redis, model ?? new(60, TimeSpan.FromMilliseconds(4)), all);
        for (var node = 0; node < nodes; node++) cluster.Add($"node-{(char)('a' + node)}");
        await Task.WhenAll(cluster.Nodes.Select(node => node.ReadyAsync()));
        return cluster;
    }

    /// <summary>Loses Redis's next answer to any node: what was asked is done, but nobody hears of it.</summary>
    public void LoseAnswer() => Volatile.Write(ref _losing, 1);

    /// <summary>Starts one more node.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="settings">What is set otherwise there.</param>
    public ClusterNode Add(string name, params (string Key, string Value)[] settings) => AddBuild(name, build: null, settings);

    /// <summary>Starts one more node that reaches Redis directly: the network that can be cut is this process, and costs what is to be measured.</summary>
    /// <param name="name">What it is called.</param>
    public ClusterNode AddDirect(string name) => Add(name, ("Redis:Connection", Redis.Connection));

    /// <summary>Starts one more node, of another build.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="build">Its <c>Interception.Server.dll</c>; null for this one.</param>
    /// <param name="settings">What is set otherwise there.</param>
    public ClusterNode AddBuild(string name, string? build, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(_settings) { ["Ollama:Endpoints:0"] = Model.Ollama.Address.ToString() };
        foreach (var (key, value) in settings) all[key] = value;
        var node = new ClusterNode(name, all.Select(setting => $"--{setting.Key}={setting.Value}"), build);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Waits for readers; when they take too long it says what each has, and what the nodes have said.</summary>
    public async Task WithinAsync(TimeSpan limit, params IEnumerable<StageReading> readings)
    {
        try
        {
            await Task.WhenAll(readings.Select(reading => reading.Done)).WaitAsync(limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"After {limit.TotalSeconds} s: {string.Join("; ", readings.Select(reading => $"{reading.Text.Length} characters, ended as {reading.Ending ?? "not yet"}"))}\n"
                + string.Join('\n', _nodes.Select(node => $"{node.Name}: {node.Said}")));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await Wire.DisposeAsync();
        await Redis.DisposeAsync();
        await Model.DisposeAsync();
    }
}
