using System.Text.Json;

namespace Interception.Tests.Support.Ollama;

/// <summary>A request as it was received.</summary>
public sealed class OllamaRequest
{
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal OllamaRequest(string method, string path, IReadOnlyDictionary<string, string> headers, string body, Task<long> clientLeft)
    {
        Method = method;
        Path = path;
        Headers = headers;
        Body = body;
        ClientLeft = clientLeft;
        Json = Parsed(body);
        Kind = KindOf();
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path without its query.</summary>
    public string Path { get; }

    /// <summary>The headers; their names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body, character for character.</summary>
    public string Body { get; }

    /// <summary>The body parsed; <see cref="JsonValueKind.Undefined"/> when it is not JSON.</summary>
    public JsonElement Json { get; }

    /// <summary>The purpose of the request.</summary>
    public CallKind Kind { get; }

    /// <summary>Its number among all requests, counted from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>The requested model.</summary>
    public string Model => Text("model");

    /// <summary>The last message, or the prompt.</summary>
    public string Prompt =>
        IsGenerate ? Text("prompt") : Field("messages").EnumerateArray().Last().GetProperty("content").GetString()!;

    /// <summary>
    /// The moment, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>, when the client closed the connection,
    /// during the answer or after it. Cancelled when the server closed it by force.
    /// </summary>
    public Task<long> ClientLeft { get; }

    /// <summary>Completes when the request is finished, whatever its result.</summary>
    public Task Completed => _completed.Task;

    internal bool IsGenerate => Path == "/api/generate";

    internal bool Streams => Field("stream").ValueKind is not JsonValueKind.False;

    internal string Nonce => In(In(In(Field("format"), "properties"), "nonce"), "const").ToString();

    internal JsonElement Field(string name) => In(Json, name);

    internal string Text(string name) => Field(name).ToString();

    internal void Complete() => _completed.TrySetResult();

    private CallKind KindOf()
    {
        if (Method is not "POST" || Path is not ("/api/chat" or "/api/generate")) return CallKind.Other;
        if (IsGenerate ? Text("prompt") is "" : Text("messages") is "" or "[]") return CallKind.Load;
        var verdict = In(In(In(Field("format"), "properties"), "verdict"), "enum");
        return Nonce is not "" && verdict.ValueKind is JsonValueKind.Array ? CallKind.Verdict : CallKind.Text;
    }

    private static JsonElement In(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static JsonElement Parsed(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
