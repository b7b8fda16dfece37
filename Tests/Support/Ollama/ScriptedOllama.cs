using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Interception.Tests.Support.Ollama;

/// <summary>
/// An Ollama on loopback that does what a test says, and otherwise what a real one does. It listens from the start
/// and has the model <c>gpt-oss:20b</c> in memory; a text call gets <see cref="Text"/>, a verdict call <c>SAFE</c>.
/// </summary>
public sealed partial class ScriptedOllama : IAsyncDisposable
{
    private readonly ConcurrentQueue<(Connection Connection, Task Served)> _connections = new();
    private readonly Choices _choices = new();
    private readonly Endpoints _endpoints;
    private ConcurrencyLimiter _slots = SlotsFor(int.MaxValue);
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private Task _accepting;

    /// <summary>Starts to listen on a free port.</summary>
    public ScriptedOllama()
    {
        _endpoints = new(Models, () => Version);
        _listener.Start();
        Address = new($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The version that it reports.</summary>
    public string Version { get; set; } = "0.32.15";

    /// <summary>The models it has.</summary>
    public ScriptedModels Models { get; } = [new("gpt-oss:20b") { Thinking = true, Levels = true, Loaded = true }];

    /// <summary>How many chats are answered at once (OLLAMA_NUM_PARALLEL); the others wait in order.</summary>
    public int Slots { init => _slots = SlotsFor(value); }

    /// <summary>Stops it: connections are reset, new ones refused, models unloaded.</summary>
    public async Task KillAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var (connection, _) in _connections) connection.Reset();
        foreach (var model in Models) model.Loaded = false;
    }

    /// <summary>Starts it again at the same address.</summary>
    public void StartAgain()
    {
        _listener = new(IPAddress.Loopback, Address.Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Stops it for good, and rethrows errors of the test's scripts.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Task.WhenAll(_connections.Select(connection => connection.Served));
        await _slots.DisposeAsync();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var connection = new Connection(await listener.AcceptSocketAsync());
                _connections.Enqueue((connection, ServeAsync(connection)));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped during an accept or between two.
        }
    }

    private static ConcurrencyLimiter SlotsFor(int parallel) => new(new()
    {
        PermitLimit = parallel,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
