using System.IO.Compression;
using System.Net.Http.Headers;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Requests event streams as a browser does, decompresses them, and records the compression.</summary>
internal sealed class EncodingWatch(HttpMessageHandler network) : DelegatingHandler(network)
{
    private static readonly string[] OfABrowser = ["gzip", "deflate", "br"];

    /// <summary>The compression of an event stream; null for none.</summary>
    public static string? Read(HttpContentHeaders headers) =>
        headers.ContentEncoding.LastOrDefault(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    /// <summary>Told the compression of each event stream.</summary>
    public Action<string> Packed { get; init; } = _ => { };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Accept.Any(type => type.MediaType == "text/event-stream")) return await base.SendAsync(request, cancellationToken);
        foreach (var encoding in OfABrowser) request.Headers.AcceptEncoding.Add(new(encoding));
        var answer = await base.SendAsync(request, cancellationToken);
        if (Read(answer.Content.Headers) is not { } packed) return answer;
        Packed(packed);
        answer.Content = await UnpackedAsync(answer.Content, packed, cancellationToken);
        return answer;
    }

    private static async Task<HttpContent> UnpackedAsync(HttpContent content, string encoding, CancellationToken cancellationToken)
    {
        var body = await content.ReadAsStreamAsync(cancellationToken);
        Stream plain = encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress),
            _ => body,
        };
        var unpacked = new StreamContent(plain);
        unpacked.Headers.ContentType = content.Headers.ContentType;
        return unpacked;
    }
}
