using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Interception.Tests.Support.Ollama;

/// <summary>Reads HTTP/1.1 requests, one after the other, from what a client sends.</summary>
internal sealed class RequestReader(PipeReader bytes, Task<long> clientLeft)
{
    /// <summary>The next request, or null when the client has gone.</summary>
    public async Task<OllamaRequest?> ReadAsync()
    {
        if (await LineAsync() is not { Length: > 0 } first) return null;
        var headers = await HeadersAsync();
        var body = await BodyAsync(headers);
        var parts = first.Split(' ');
        return body is null ? null : new(parts[0], parts[1].Split('?')[0], headers, body, clientLeft);
    }

    private async Task<Dictionary<string, string>> HeadersAsync()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private async Task<string?> BodyAsync(Dictionary<string, string> headers)
    {
        if (headers.ContainsKey("Transfer-Encoding")) return await ChunksAsync();
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        return await ExactlyAsync(length) is { } body ? Encoding.UTF8.GetString(body) : null;
    }

    private async Task<string?> ChunksAsync()
    {
        var body = new List<byte>();
        while (await LineAsync() is { } line)
        {
            var size = int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (await ExactlyAsync(size) is not { } chunk || await LineAsync() is null) return null;
            if (size == 0) return Encoding.UTF8.GetString([.. body]);
            body.AddRange(chunk);
        }

        return null;
    }

    private async Task<byte[]?> ExactlyAsync(int length)
    {
        if (length == 0) return [];
        var read = await bytes.ReadAtLeastAsync(length);
        if (read.Buffer.Length < length) return null;
        var slice = read.Buffer.Slice(0, length);
        var copy = slice.ToArray();
        bytes.AdvanceTo(slice.End);
        return copy;
    }

    private async Task<string?> LineAsync()
    {
        while (true)
        {
            var read = await bytes.ReadAsync();
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                bytes.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            bytes.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted) return null;
        }
    }
}
