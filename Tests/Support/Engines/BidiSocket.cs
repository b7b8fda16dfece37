using System.Net.WebSockets;
using System.Text.Json;

namespace Interception.Tests.Support.Engines;

/// <summary>A connection of WebDriver BiDi: one command after the other, each with its answer.</summary>
internal sealed class BidiSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private int _asked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Connects to a browser.</summary>
    public Task ConnectAsync(Uri address) => _socket.ConnectAsync(address, Cancel);

    /// <summary>Gives a command, and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">The browser says no.</exception>
    public async Task<JsonElement> AskAsync(string method, object parameters)
    {
        var id = ++_asked;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text, endOfMessage: true, Cancel);
        while (true)
        {
            var message = await ReadAsync();
            // What happens besides is told by messages without an id.
            if (!message.TryGetProperty("id", out var answered) || answered.GetInt32() != id) continue;
            return message.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"{method}: {message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement> ReadAsync()
    {
        using var whole = new MemoryStream();
        var part = new byte[16_384];
        ValueWebSocketReceiveResult read;
        do
        {
            read = await _socket.ReceiveAsync(part.AsMemory(), Cancel);
            whole.Write(part, 0, read.Count);
        }
        while (!read.EndOfMessage);
        return JsonElement.Parse(whole.ToArray());
    }
}
