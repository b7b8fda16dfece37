using System.Net.WebSockets;
using System.Text;
using Interception.Server.Contracts;

namespace Interception.Tests.Delivery.Limits;

/// <summary>A hub connection without a client: says and hears frames as they are.</summary>
internal sealed class RawSocket(WebSocket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly StringBuilder _heard = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Why the server closed; null while it did not say.</summary>
    public WebSocketCloseStatus? Closed => socket.CloseStatus;

    /// <summary>Connects, without a word of SignalR's own handshake.</summary>
    public static async Task<RawSocket> ConnectAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(address, HubRoute.Path)) { Scheme = "ws" }.Uri, Token);
        return new(socket);
    }

    /// <summary>Connects and makes the handshake.</summary>
    public static async Task<RawSocket> GreetAsync(Uri address)
    {
        var socket = await ConnectAsync(address);
        await socket.GreetAsync();
        return socket;
    }

    /// <summary>Makes the handshake.</summary>
    public async Task GreetAsync()
    {
        await SayAsync("""{"protocol":"json","version":1}""" + '\x1e');
        await HearAsync(heard => heard.StartsWith("{}", StringComparison.Ordinal));
        _heard.Clear();
    }

    /// <summary>Sends one text message.</summary>
    public Task SayAsync(string frames) => SayAsync(Encoding.UTF8.GetBytes(frames));

    /// <summary>Sends one text message, byte for byte.</summary>
    public Task SayAsync(byte[] frames) => socket.SendAsync(frames, WebSocketMessageType.Text, true, Token);

    /// <summary>Sends until the server has had enough.</summary>
    /// <returns>False when the server closed.</returns>
    public async Task<bool> TrySayAsync(byte[] frames)
    {
        try
        {
            await SayAsync(frames);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads until enough was heard, or the server closes.</summary>
    /// <returns>Everything that was heard so far.</returns>
    public async Task<string> HearAsync(Func<string, bool>? enough = null)
    {
        try
        {
            while (enough?.Invoke(_heard.ToString()) != true)
            {
                var read = await socket.ReceiveAsync(_buffer, Token);
                if (read.MessageType == WebSocketMessageType.Close) break;
                _heard.Append(Encoding.UTF8.GetString(_buffer, 0, read.Count));
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            // Closed without a word.
        }
        return _heard.ToString();
    }

    public void Dispose() => socket.Dispose();
}
