using System.Diagnostics;
using System.Net.Sockets;
using Interception.Server.Contracts;
using Interception.Server.Redis;
using Interception.Tests.Deployment;

namespace Interception.Tests.Support.Redis;

/// <summary>Debian's redis-server on a port of this machine, which keeps nothing on a disk.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string[] _more;
    private ChildProcess _process;

    private RedisServer(int port, string[] more)
    {
        Port = port;
        _more = more;
        _process = StartProcess();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>As an operator would write it.</summary>
    public string Connection => $"127.0.0.1:{Port}";

    /// <summary>Starts one; it takes commands when this is completed. Without the program the test is skipped.</summary>
    /// <param name="more">Further settings, such as <c>--save 60 1</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] more)
    {
        var server = new RedisServer(LoopbackPort.FindFree(), more);
        await server.ReadyAsync();
        return server;
    }

    /// <summary>A node's connection, with keys that no other test has.</summary>
    /// <param name="prefix">That of another node, to share its keys; null for a new one.</param>
    /// <param name="port">Of a proxy in front of it; null for none.</param>
    public RedisConnection Connect(string? prefix = null, int? port = null) =>
        new($"127.0.0.1:{port ?? Port}", prefix ?? SecretId.New(), $"node-{SecretId.New()[..4]}");

    /// <summary>Kills it and starts it again where it was: it has forgotten everything.</summary>
    public async Task RestartAsync(TimeSpan pause = default)
    {
        await _process.DisposeAsync();
        await Task.Delay(pause);
        _process = StartProcess();
        await ReadyAsync();
    }

    /// <summary>Stops it where it stands (<c>STOP</c>), or lets it go on (<c>CONT</c>).</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    private ChildProcess StartProcess() => new([Needs.Program("redis-server"), "--port", $"{Port}", "--bind", "127.0.0.1",
        "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath(), .. _more]);

    private async Task ReadyAsync()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", Port);
                return;
            }
            catch (SocketException) when (tries < 1_000)
            {
                await Task.Delay(10);
            }
        }
    }
}
