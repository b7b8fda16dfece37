using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Interception.Tests.Support.Chaos;

/// <summary>A bad network on loopback: passes connections on to a server, with chosen faults.</summary>
public sealed class ChaosProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<ChaosLink, Task> _links = new();
    private readonly Uri _target;
    private readonly Func<ReadOnlyMemory<byte>, Fault?> _choose;
    private readonly Task _accepting;

    /// <summary>Starts to listen on a free port.</summary>
    /// <param name="target">The server behind it.</param>
    /// <param name="choose">
    /// Sees each piece that a client sends while its connection has no fault; a fault that it returns
    /// affects the answer. Null: a good network.
    /// </param>
    public ChaosProxy(Uri target, Func<ReadOnlyMemory<byte>, Fault?>? choose = null)
    {
        _target = target;
        _choose = choose ?? (_ => null);
        _listener.Start();
        Address = new($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Resets all connections; new ones are accepted.</summary>
    public void CutAll()
    {
        foreach (var link in _links.Keys) link.Reset();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        CutAll();
        await Task.WhenAll(_links.Values);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) Join(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped during an accept or between two.
        }
    }

    private void Join(Socket client)
    {
        // A small buffer, so that a slow reader is noticed here.
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 8 * 1024 };
        client.NoDelay = true;
        var link = new ChaosLink(client, server, _choose);
        var begin = new TaskCompletionSource();
        _links[link] = ServeAsync(link, server, begin.Task);
        begin.SetResult();
    }

    private async Task ServeAsync(ChaosLink link, Socket server, Task begin)
    {
        await begin;
        try
        {
            await server.ConnectAsync(_target.Host, _target.Port);
            await link.RunAsync();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            link.Reset();
        }
        finally
        {
            _links.TryRemove(link, out _);
        }
    }
}
