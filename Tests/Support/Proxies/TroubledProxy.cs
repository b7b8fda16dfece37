using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Interception.Tests.Support.Proxies;

/// <summary>A proxy with one fault.</summary>
public sealed class TroubledProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Uri _server;

    /// <summary>Starts a proxy in front of a server.</summary>
    public TroubledProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new($"http://{_listener.LocalEndpoint}");
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>How long it delays each piece of an answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long a connection may be silent.</summary>
    public TimeSpan IdleLimit { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long a WebSocket may live.</summary>
    public TimeSpan SocketLimit { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>A header that it removes.</summary>
    public string? Stripped { get; init; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _over.CancelAsync();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = JoinAsync(await _listener.AcceptSocketAsync(_over.Token));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // Taken down.
        }
    }

    private async Task JoinAsync(Socket client)
    {
        using var _ = client;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        await server.ConnectAsync(IPAddress.Loopback, _server.Port, cut.Token);
        await Task.WhenAny(CarryAsync(client, server, cut, isBack: false), CarryAsync(server, client, cut, isBack: true));
        await cut.CancelAsync();
    }

    private async Task CarryAsync(Socket from, Socket to, CancellationTokenSource cut, bool isBack)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cut.Token) is > 0 and var length)
            {
                var bytes = buffer.AsMemory(0, length);
                if (IdleLimit > TimeSpan.Zero) cut.CancelAfter(IdleLimit);
                if (!isBack && SocketLimit > TimeSpan.Zero && Encoding.ASCII.GetString(bytes.Span).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase)) cut.CancelAfter(SocketLimit);
                if (isBack) await Task.Delay(Delay, cut.Token);
                await to.SendAsync(isBack ? Without(bytes) : bytes, cut.Token);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or one of the two has gone.
        }
    }

    private ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> bytes) => Stripped is null
        ? bytes
        : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes.Span).Replace($"{Stripped}\r\n", "", StringComparison.OrdinalIgnoreCase));
}
