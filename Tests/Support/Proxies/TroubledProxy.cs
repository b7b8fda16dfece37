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

    /// <summary>For how long it collects what comes back on a WebSocket before it passes all of it on.</summary>
    public TimeSpan Collects { get; set; }

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
        var line = new Line();
        await Task.WhenAny(CarryAsync(client, server, cut, line, isBack: false), CarryAsync(server, client, cut, line, isBack: true));
        await cut.CancelAsync();
    }

    private async Task CarryAsync(Socket from, Socket to, CancellationTokenSource cut, Line line, bool isBack)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cut.Token) is > 0 and var length)
            {
                var bytes = buffer.AsMemory(0, length);
                if (IdleLimit > TimeSpan.Zero) cut.CancelAfter(IdleLimit);
                if (!isBack && Encoding.ASCII.GetString(bytes.Span).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase))
                {
                    line.IsSocket = true;
                    if (SocketLimit > TimeSpan.Zero) cut.CancelAfter(SocketLimit);
                }
                if (isBack) await Task.Delay(Delay, cut.Token);
                if (isBack && line.IsSocket && Collects > TimeSpan.Zero) bytes = await CollectAsync(from, bytes.ToArray(), cut.Token);
                await to.SendAsync(isBack ? Without(bytes) : bytes, cut.Token);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or one of the two has gone.
        }
    }

    private async Task<Memory<byte>> CollectAsync(Socket from, byte[] first, CancellationToken cancellationToken)
    {
        await Task.Delay(Collects, cancellationToken);
        var rest = new byte[from.Available];
        var length = rest.Length == 0 ? 0 : await from.ReceiveAsync(rest, cancellationToken);
        return (byte[])[.. first, .. rest[..length]];
    }

    private ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> bytes) => Stripped is null
        ? bytes
        : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes.Span).Replace($"{Stripped}\r\n", "", StringComparison.OrdinalIgnoreCase));

    /// <summary>What is known of one connection.</summary>
    private sealed class Line
    {
        public bool IsSocket { get; set; }
    }
}
