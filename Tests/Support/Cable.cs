using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Interception.Tests.Support;

/// <summary>The network between the page and its server. It can be cut, and lead to another server afterwards.</summary>
public sealed class Cable : IDisposable
{
    private readonly ConcurrentBag<Socket> _ends = [];
    private readonly CancellationTokenSource _over = new();
    private CancellationTokenSource _silent = new();
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private Uri _server;

    /// <summary>Lays it to a server.</summary>
    public Cable(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new($"http://{_listener.LocalEndpoint}");
        _ = AcceptAsync(_listener);
    }

    /// <summary>The page's end.</summary>
    public Uri Address { get; }

    /// <summary>Ends all connections and refuses new ones.</summary>
    public void Cut()
    {
        _listener.Stop();
        foreach (var end in _ends) end.Dispose();
        _ends.Clear();
    }

    /// <summary>Carries nothing any more, and tells nobody: what is connected stays so, and is dead for good.</summary>
    public void FallSilent() => _silent.Cancel();

    /// <summary>Carries again what connects from now on.</summary>
    public void SpeakAgain() => _silent = new();

    /// <summary>Lets connections through again, to the same server or to another one in its place.</summary>
    public void Mend(Uri? server = null)
    {
        _server = server ?? _server;
        _listener = new(IPAddress.Loopback, Address.Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Cut();
        _over.Cancel();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = JoinAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
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
            // Sockets that a network has lost in silence: to their two ends they look as ever.
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
            // One of the two has gone, or the cable carries nothing any more.
        }
    }
}
