using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Interception.Benchmarks.Servers;

namespace Interception.Benchmarks.Load;

/// <summary>A hub's client, made of a bare socket: the usual one would cost more than what it measures.</summary>
internal sealed class HubClient(MeasuredServer server) : StreamClient
{
    private const byte End = 0x1E;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _length;

    public override async Task ConnectAsync()
    {
        var path = server.Kind == ContestantKind.Hub ? HubYardstick.Path : "/hubs/interception";
        await _socket.ConnectAsync(new UriBuilder(new Uri(server.Address, path)) { Scheme = "ws" }.Uri, CancellationToken.None);
        await SendAsync("""{"protocol":"json","version":1}""");
        await NextAsync();
    }

    public override void Dispose() => _socket.Dispose();

    protected override async Task ReadToEndAsync(StreamRecord stream)
    {
        var name = StreamNames.Of(stream.Number);
        if (server.Kind == ContestantKind.Hub)
        {
            await SendAsync($$"""{"type":4,"invocationId":"s","target":"Stream","arguments":["{{name}}"]}""");
        }
        else
        {
            await SendAsync($$"""{"type":1,"invocationId":"r","target":"StartRun","arguments":[{"text":"{{name}}"}]}""");
            var run = Property(await MessageAsync(3), "result").GetProperty("runId").GetString();
            await SendAsync($$"""{"type":4,"invocationId":"s","target":"StreamInterception","arguments":["{{run}}",0]}""");
        }
        while (!Take(await NextAsync(), stream))
        {
            // All of it until the completion.
        }
    }

    private static bool Take(ReadOnlyMemory<byte> message, StreamRecord stream)
    {
        var reader = new Utf8JsonReader(message.Span);
        var type = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.ValueTextEquals("type"u8) && reader.Read()) type = reader.GetInt32();
            else if (reader.ValueTextEquals("item"u8) && reader.Read()) stream.Come(reader.GetString()!);
            else if (reader.ValueTextEquals("error"u8) && reader.Read()) throw new InvalidOperationException(reader.GetString());
        }
        return type == 3;
    }

    private async Task<ReadOnlyMemory<byte>> MessageAsync(int type)
    {
        while (true)
        {
            var message = await NextAsync();
            if (Property(message, "type").GetInt32() == type) return message;
        }
    }

    private static JsonElement Property(ReadOnlyMemory<byte> message, string name)
    {
        var whole = JsonSerializer.Deserialize<JsonElement>(message.Span);
        return whole.TryGetProperty(name, out var value) ? value : throw new InvalidOperationException(whole.GetRawText());
    }

    private async ValueTask<ReadOnlyMemory<byte>> NextAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(_start, _length - _start).IndexOf(End)) < 0)
        {
            _buffer.AsSpan(_start, _length - _start).CopyTo(_buffer);
            _length -= _start;
            _start = 0;
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_length), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The hub closed the connection.");
            _length += received.Count;
        }
        var message = _buffer.AsMemory(_start, end);
        _start += end + 1;
        return message;
    }

    private async Task SendAsync(string message) =>
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)End).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
