using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Interception.Server.Delivery.Responses;

/// <summary>Writes one response of server-sent events and flushes each event at once. The framework's own writer sends nothing before the first item.</summary>
internal sealed class EventStreamWriter(HttpContext http, TimeProvider time)
{
    /// <summary>A comment is sent after this much silence, so that no proxy closes the stream.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Umlauts are not escaped, for people who read the wire.</summary>
    public static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc cref="Snake"/>
    public static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Sends the headers, so that the first byte leaves at once.</summary>
    public Task BeginAsync(CancellationToken cancellationToken)
    {
        http.Response.ContentType = "text/event-stream";
        Unbuffered(http.Response.Headers);
        return http.Response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>Asks every proxy on the way not to buffer.</summary>
    public static void Unbuffered(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no";
        headers.ContentEncoding = "identity";
    }

    /// <summary>Writes one event. JSON has no line ends, so the data fits on one line.</summary>
    public async Task WriteAsync<T>(string? name, string? id, T data, JsonSerializerOptions options, CancellationToken cancellationToken)
    {
        var writer = http.Response.BodyWriter;
        if (name is not null) writer.Write(Encoding.UTF8.GetBytes($"event: {name}\n"));
        if (id is not null) writer.Write(Encoding.UTF8.GetBytes($"id: {id}\n"));
        writer.Write("data: "u8);
        writer.Write(JsonSerializer.SerializeToUtf8Bytes(data, options));
        writer.Write("\n\n"u8);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Waits for the next item, and sends a comment during every silence.</summary>
    public async Task<bool> WaitAsync(Task<bool> coming, CancellationToken cancellationToken)
    {
        while (!coming.IsCompleted && !await ArrivesWithinAsync(coming, cancellationToken))
        {
            http.Response.BodyWriter.Write(":\n\n"u8);
            await http.Response.BodyWriter.FlushAsync(cancellationToken);
        }
        return await coming;
    }

    private async Task<bool> ArrivesWithinAsync(Task<bool> coming, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(coming, Task.Delay(Heartbeat, time, silence.Token));
        await silence.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == coming;
    }
}
