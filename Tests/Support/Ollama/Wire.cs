using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Interception.Tests.Support.Ollama;

/// <summary>Bytes of HTTP/1.1 as Go's server writes them.</summary>
internal static class Wire
{
    public const string Json = "application/json; charset=utf-8";

    public static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();

    public static byte[] StreamHead(bool close) =>
        Head(200, "application/x-ndjson", close, "Transfer-Encoding: chunked");

    public static byte[] Head(int status, string contentType, bool close, params IEnumerable<string> headers) =>
        Encoding.UTF8.GetBytes(string.Join("\r\n", [
            $"HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}",
            $"Content-Type: {contentType}",
            $"Date: {DateTime.UtcNow.ToString("R", CultureInfo.InvariantCulture)}",
            .. close ? ["Connection: close"] : Array.Empty<string>(),
            .. headers,
            "\r\n",
        ]));

    public static byte[] Chunk(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];
    }
}
