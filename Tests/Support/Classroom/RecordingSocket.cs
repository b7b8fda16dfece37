using System.Net.WebSockets;
using System.Text;

namespace Interception.Tests.Support.Classroom;

/// <summary>A WebSocket that records what comes in.</summary>
internal sealed class RecordingSocket(WebSocket inner, Action<string> record) : WebSocket
{
    public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;
    public override string? CloseStatusDescription => inner.CloseStatusDescription;
    public override WebSocketState State => inner.State;
    public override string? SubProtocol => inner.SubProtocol;

    public override void Abort() => inner.Abort();

    public override Task CloseAsync(WebSocketCloseStatus status, string? why, CancellationToken cancellationToken) => inner.CloseAsync(status, why, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus status, string? why, CancellationToken cancellationToken) => inner.CloseOutputAsync(status, why, cancellationToken);

    public override void Dispose() => inner.Dispose();

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await inner.ReceiveAsync(buffer, cancellationToken);
        record(Encoding.UTF8.GetString(buffer.Array!, buffer.Offset, received.Count));
        return received;
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType type, bool isEnd, CancellationToken cancellationToken) =>
        inner.SendAsync(buffer, type, isEnd, cancellationToken);
}
