using System.Text;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Support.OpenAi;

/// <summary>How one call is answered: what is sent, when, and how it ends. Never changes; one may serve many calls.</summary>
public sealed record Answer
{
    /// <summary>What Mistral says to <c>stream_options</c>.</summary>
    public static readonly Answer Recorded422 = Status(422,
        """{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":true}]},"type":"invalid_request_error","param":null,"code":null}""");

    private Answer()
    {
    }

    private delegate Task<bool> End(Connection connection);

    private IReadOnlyList<string> Events { get; init; } = [];

    private Func<CancellationToken, Task> Release { get; init; } = _ => Task.CompletedTask;

    private End Ending { get; init; } = EndAsync;

    private byte[]? Whole { get; init; }

    /// <summary>An answer, token by token, that ends as Mistral's do.</summary>
    public static Answer Tokens(params IEnumerable<string> tokens) => Stream(tokens.Select(Chunks.Text)).Finish("stop");

    /// <summary>Events exactly as given, and a clean end.</summary>
    public static Answer Stream(params IEnumerable<string> events) => new() { Events = [.. events] };

    /// <summary>A whole answer with a length.</summary>
    public static Answer Status(int status, string body, string contentType = "application/json", params IEnumerable<string> headers) =>
        Bytes([.. Wire.Head(status, contentType, close: false, [.. headers, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}"]), .. Encoding.UTF8.GetBytes(body)]);

    /// <summary>A recorded response, such as <c>chat-stream-usage.http</c>.</summary>
    public static Answer Recording(string name) => Bytes(Recordings.Bytes($"openai-compatible/{name}"));

    /// <summary>A whole response, byte for byte, head included.</summary>
    public static Answer Bytes(byte[] response) => new() { Whole = response, Ending = _ => Task.FromResult(true) };

    /// <summary>Nothing comes until the client leaves.</summary>
    public static Answer StallBeforeHeaders() => Bytes([]) with { Ending = StallAsync };

    /// <summary>The connection is reset without a word.</summary>
    public static Answer ResetBeforeHeaders() => Bytes([]) with { Ending = ResetAsync };

    /// <summary>Ends for a reason, with usage in the same event, and <c>[DONE]</c>.</summary>
    public Answer Finish(string reason) => Then(Chunks.Finish(reason), "data: [DONE]");

    /// <summary>Goes on with these events.</summary>
    public Answer Then(params IEnumerable<string> events) => this with { Events = [.. Events, .. events] };

    /// <summary>Each event waits until it is released.</summary>
    public Answer InLockStep(Turnstile turnstile) => this with { Release = turnstile.PassAsync };

    /// <summary>Resets the connection in the middle of an event.</summary>
    public Answer ThenReset() => this with { Ending = ResetAsync };

    /// <summary>Falls silent until the client leaves.</summary>
    public Answer ThenStall() => this with { Ending = StallAsync };

    /// <summary>Closes the connection without the last chunk.</summary>
    public Answer ThenFin() => this with { Ending = _ => Task.FromResult(true) };

    /// <summary>True when the connection ends with it.</summary>
    internal async Task<bool> PlayAsync(Connection connection)
    {
        await connection.SendAsync(Whole ?? Wire.Head(200, "text/event-stream; charset=utf-8", close: false, "Transfer-Encoding: chunked"));
        foreach (var line in Events)
        {
            await Release(connection.Over);
            await connection.SendAsync(Wire.Chunk(line + "\n\n"));
        }

        return await Ending(connection);
    }

    private static async Task<bool> EndAsync(Connection connection)
    {
        await connection.SendAsync(Wire.LastChunk);
        return false;
    }

    private static async Task<bool> StallAsync(Connection connection)
    {
        await Task.Delay(Timeout.Infinite, connection.Over);
        return true;
    }

    private static Task<bool> ResetAsync(Connection connection)
    {
        connection.Reset();
        return Task.FromResult(true);
    }
}
