using System.Text;

namespace Interception.Tests.Support.Ollama;

/// <summary>One answer to a client. Its head is sent with the first line, as Ollama does.</summary>
internal sealed class Reply(Connection connection, OllamaRequest request, Script script)
{
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _thinking = new();
    private int _pieces;
    private long _sent;

    public OllamaRequest Request => request;

    public CancellationToken ConnectionOver => connection.Over;

    public bool Closes { get; private set; } = request.Headers.GetValueOrDefault("Connection") is "close";

    private bool Streams => request.Streams || _sent > 0;

    public Task SayAsync(string content, string thinking = "")
    {
        if (request.Streams) return PieceAsync(Lines.Piece(request, content, thinking));
        _content.Append(content);
        _thinking.Append(thinking);
        return script.Release(_pieces++, ConnectionOver);
    }

    public async Task PieceAsync(string line)
    {
        await script.Release(_pieces++, ConnectionOver);
        await LineAsync(line);
    }

    public async Task DoneAsync(string reason, string content)
    {
        var line = Lines.Done(request, _content + content, _thinking.ToString(), reason, _pieces, script.Read);
        if (Streams) await LineAsync(line);
        await EndAsync(line);
    }

    public async Task ErrorAsync(string message)
    {
        if (Streams) await LineAsync(Lines.Error(message));
        await EndAsync(Lines.Error(message), status: 500);
    }

    /// <summary>Ends a stream; a request that did not ask for one gets <paramref name="whole"/>.</summary>
    public async Task EndAsync(string? whole = null, int status = 200)
    {
        whole ??= Lines.Piece(request, _content.ToString(), _thinking.ToString());
        if (Streams) await SendAsync([.. Head(), .. Wire.LastChunk]);
        else await WholeAsync(status, Encoding.UTF8.GetBytes(whole), Wire.Json, []);
    }

    public async Task ResetAsync()
    {
        if (_sent > 0) await SendAsync(Wire.Chunk(Lines.Piece(request, "lost", ""))[..^20]);
        Closes = true;
        connection.Reset();
    }

    public Task FinAsync()
    {
        Closes = true;
        return Task.CompletedTask;
    }

    public Task WholeAsync(int status, byte[] body, string contentType, IEnumerable<string> headers) =>
        SendAsync([.. Wire.Head(status, contentType, Closes, [.. headers, $"Content-Length: {body.Length}"]), .. body]);

    public Task VerbatimAsync(byte[] response)
    {
        Closes |= response.AsSpan().IndexOf("\r\nConnection: close\r\n"u8) >= 0;
        return SendAsync(response);
    }

    private Task LineAsync(string line) => SendAsync([.. Head(), .. Wire.Chunk(line + "\n")]);

    private byte[] Head() => _sent == 0 ? Wire.StreamHead(Closes) : [];

    private async Task SendAsync(byte[] bytes)
    {
        for (int start = 0, end = 1; start < bytes.Length; start = end++)
        {
            while (end < bytes.Length && !script.CutsBefore(_sent + end)) end++;
            await connection.SendAsync(bytes.AsMemory(start..end));
            if (end < bytes.Length) await Task.Yield();
        }

        _sent += bytes.Length;
    }
}
