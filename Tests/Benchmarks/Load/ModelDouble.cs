using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Interception.Benchmarks.Load;

/// <summary>An Ollama that answers at once, judges everything safe, and writes thirty tokens a second into each stream.</summary>
internal sealed class ModelDouble : IDisposable
{
    private const string Model = """{"models":[{"name":"m:latest","model":"m:latest","size":1,"digest":"0","details":{"family":"llama"},"capabilities":["completion"]}]}""";
    private static readonly byte[] Begin = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TokenPacer _pacer = new();

    public ModelDouble()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4096);
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");

    /// <summary>The streams of the round that runs.</summary>
    public StreamRecord[] Streams { get; set; } = [];

    public void Dispose()
    {
        _pacer.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await _listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // It is over.
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        socket.NoDelay = true;
        using var connection = socket;
        var requests = new HttpRequests(socket);
        try
        {
            while (await requests.NextAsync() is { } asked) await AnswerAsync(socket, asked.Path, asked.Body);
        }
        catch (SocketException)
        {
            // Whoever asks may leave.
        }
    }

    private async Task AnswerAsync(Socket socket, string path, string body)
    {
        if (path == "/api/chat" && !body.Contains("\"messages\":[]", StringComparison.Ordinal))
        {
            if (VerdictAnswer.To(body) is { } verdict) await SendAsync(socket, verdict);
            else await WriteAsync(socket, Streams[StreamNames.In(body)]);
            return;
        }
        await SendAsync(socket, path switch
        {
            "/api/version" => """{"version":"0.12.6"}""",
            "/api/show" => """{"capabilities":["completion"],"details":{"family":"llama"},"model_info":{"general.architecture":"llama"}}""",
            "/api/chat" => """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"load"}""",
            _ => Model,
        });
    }

    private async Task WriteAsync(Socket socket, StreamRecord stream)
    {
        stream.Socket = socket;
        await socket.SendAsync(Begin);
        stream.Say();
        _pacer.Add(stream);
        await stream.Whole;
    }

    private static async Task SendAsync(Socket socket, string json) => await socket.SendAsync(Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));
}
