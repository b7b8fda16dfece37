using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Interception.Tests.Support;

/// <summary>The network between the page and its server. It can be cut, and can lead to another server afterwards.</summary>
public sealed class Cable : IDisposable
{
    private readonly ConcurrentBag<Socket> _ends = [];
    private readonly CancellationTokenSource _over = new();
    private CancellationTokenSource _silent = new();
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private Socket? _kept;
    private Uri _server;

    /// <summary>Connects to a server.</summary>
    public Cable(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new($"http://{_listener.LocalEndpoint}");
        _ = AcceptAsync(_listener);
    }

    /// <summary>The address for the page.</summary>
    public Uri Address { get; }

    /// <summary>Resets all connections and refuses new ones.</summary>
    public void Cut()
    {
        _listener.Stop();
        KeepPort();
        foreach (var end in _ends) end.Dispose();
        _ends.Clear();
    }

    /// <summary>Stops passing bytes without closing anything: present connections stay open and are dead for good.</summary>
    public void FallSilent() => _silent.Cancel();

    /// <summary>Passes bytes of new connections again.</summary>
    public void SpeakAgain() => _silent = new();

    /// <summary>Accepts connections again, to the same server or another one.</summary>
    public void Mend(Uri? server = null)
    {
        _server = server ?? _server;
        _kept?.Dispose();
        _listener = new(IPAddress.Loopback, Address.Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Cut();
        _kept?.Dispose();
        _over.Cancel();
    }

    /// <summary>Bound and not listening: connections are refused, and nobody else gets the port meanwhile.</summary>
    private void KeepPort()
    {
        _kept?.Dispose();
        _kept = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _kept.Bind(new IPEndPoint(IPAddress.Loopback, Address.Port));
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = JoinAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut by the test.
        }
    }

    private async Task JoinAsync(Socket page)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _ends.Add(page);
        _ends.Add(server);
        var silent = _silent.Token;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server.Port);
            await Task.WhenAny(CarryAsync(page, server, silent), CarryAsync(server, page, silent));
            // Sockets that the network lost: both ends still look connected.
            if (silent.IsCancellationRequested) await Task.Delay(Timeout.Infinite, _over.Token);
        }
        finally
        {
            page.Dispose();
            server.Dispose();
        }
    }

    private static async Task CarryAsync(Socket from, Socket to, CancellationToken silent)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target, silent);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One side has left, or the cable passes nothing any more.
        }
    }
}
