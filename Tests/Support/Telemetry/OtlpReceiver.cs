using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Support.Telemetry;

/// <summary>A collector on loopback that keeps every byte it is sent. In protobuf all names and values stand as they are.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> _sent = [];
    private readonly WebApplication _app;

    /// <summary>Starts to listen on a free port.</summary>
    public OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(KeepAsync);
        _app.Start();
    }

    /// <summary>The settings that lead a server here.</summary>
    public (string Key, string Value)[] Settings => [("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    /// <summary>All traces, as text with bytes between.</summary>
    public string Traces => Of("/v1/traces");

    /// <summary>All figures.</summary>
    public string Metrics => Of("/v1/metrics");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task KeepAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        _sent.Enqueue((http.Request.Path, await reader.ReadToEndAsync()));
    }

    private string Of(string path) => string.Concat(_sent.Where(sent => sent.Path == path).Select(sent => sent.Body));
}
