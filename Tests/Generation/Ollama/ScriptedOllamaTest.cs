using System.Net;
using System.Net.Sockets;
using System.Text;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>A scripted Ollama and a client that asks it.</summary>
public abstract class ScriptedOllamaTest : IAsyncDisposable
{
    protected ScriptedOllamaTest() => Http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ResponseDrainTimeout = TimeSpan.Zero,
    })
    { BaseAddress = Ollama.Address };

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ScriptedOllama Ollama { get; } = new();

    protected HttpClient Http { get; }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Ollama.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string Chat(string text = "A kite.", string model = "gpt-oss:20b") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{text}}"}]}""";

    protected static string Load(string model) => $$"""{"model":"{{model}}","messages":[]}""";

    protected static string Verdict(string nonce, bool stream) =>
        """
            {"model":"gpt-oss:20b","stream":STREAM,"messages":[{"role":"user","content":"?"}],
            "format":{"properties":{"nonce":{"const":"NONCE"},"verdict":{"enum":["SAFE","UNSAFE"]}}}}
            """
            .Replace("STREAM", stream ? "true" : "false", StringComparison.Ordinal)
            .Replace("NONCE", nonce, StringComparison.Ordinal);

    protected Task<HttpResponseMessage> AskAsync(string body, string path = "/api/chat", CancellationToken? cancel = null) =>
        Http.SendAsync(new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") },
            HttpCompletionOption.ResponseHeadersRead, cancel ?? Cancel);

    protected async Task<string[]> LinesAsync(string body, string path = "/api/chat")
    {
        using var answer = await AskAsync(body, path);
        return (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    protected async Task<byte[]> RawAsync(string body, int length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Ollama.Address.Host, Ollama.Address.Port, Cancel);
        var request = $"POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request), Cancel);
        var received = new byte[length];
        await client.GetStream().ReadExactlyAsync(received, Cancel);
        return received;
    }
}
