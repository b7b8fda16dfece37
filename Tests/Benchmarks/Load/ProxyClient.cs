using System.Text.Json;

namespace Interception.Benchmarks.Load;

/// <summary>Asks the model through the proxy and counts the lines.</summary>
internal sealed class ProxyClient(Uri proxy) : StreamClient
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = proxy };

    public override async Task ConnectAsync() => await _http.GetStringAsync("api/version");

    public override void Dispose() => _http.Dispose();

    protected override async Task ReadToEndAsync(StreamRecord stream)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { model = "m", messages = new[] { new { role = "user", content = StreamNames.Of(stream.Number) } } });
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/chat") { Content = new ByteArrayContent(body) };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var lines = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[4096];
        while (await lines.ReadAsync(buffer) is > 0 and var length) stream.Come(buffer.AsSpan(0, length).Count((byte)'\n'));
    }
}
