using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Support.OpenAi;

/// <summary>A server on loopback that speaks the OpenAI dialect as Mistral does, and otherwise what a test says.</summary>
public sealed class ScriptedOpenAi : IAsyncDisposable
{
    private readonly ConcurrentQueue<(Connection Connection, Task Served)> _connections = new();
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    /// <summary>Starts to listen on a free port.</summary>
    public ScriptedOpenAi()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What belongs in <c>BaseUrl</c>.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}/v1");

    /// <summary>Everything that was asked.</summary>
    public Calls Requests { get; } = new();

    /// <summary>Answers calls for a text when no answer is enqueued; 60 tokens unless a test says otherwise.</summary>
    public Func<OllamaRequest, Answer> OnText { get; set; } = _ => Answer.Tokens(ScriptedOllama.Tokens);

    /// <summary>Answers the next calls, whatever text they ask for.</summary>
    public void Enqueue(params IEnumerable<Answer> answers)
    {
        foreach (var answer in answers) _answers.Enqueue(answer);
    }

    /// <summary>The models in its list; null for a server without a list, as some are.</summary>
    public IReadOnlyList<string>? Models { get; set; }

    /// <summary>Answers who asks for the list, in its place; null for an ordinary answer.</summary>
    public Answer? OnList { get; set; }

    /// <summary>Takes it down: connections are reset, new ones refused.</summary>
    public async Task KillAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var (connection, _) in _connections) connection.Reset();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await Task.WhenAll(_connections.Select(connection => connection.Served));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new Connection(await _listener.AcceptSocketAsync());
                _connections.Enqueue((connection, ServeAsync(connection)));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Taken down during an accept or between two.
        }
    }

    private async Task ServeAsync(Connection connection)
    {
        try
        {
            while (await connection.Requests.ReadAsync() is { } request)
                if (await AnswerAsync(request, connection)) break;
            if (!connection.IsOver) connection.Finish();
        }
        catch (Exception e) when (e is SocketException || connection.IsOver)
        {
            // The client left, or the server was taken down.
        }
        finally
        {
            await connection.GoneAsync();
        }
    }

    /// <summary>Answers before all else, where it has an answer.</summary>
    public Func<OllamaRequest, Answer?>? Always { get; set; }

    /// <summary>True when the connection ends with it.</summary>
    private async Task<bool> AnswerAsync(OllamaRequest request, Connection connection)
    {
        try
        {
            Requests.Add(request);
            var answer = request.Path == "/v1/models" ? List() : Always?.Invoke(request) ?? (_answers.TryDequeue(out var next) ? next : Default(request));
            return await answer.PlayAsync(connection);
        }
        finally
        {
            request.Complete();
        }
    }

    /// <summary>As Mistral, refuses what it does not know.</summary>
    private Answer Default(OllamaRequest request)
    {
        if (request.Path != "/v1/chat/completions") return Answer.Status(404, """{"detail":"Not Found"}""");
        if (request.Field("stream_options").ValueKind is not JsonValueKind.Undefined) return Answer.Recorded422;
        return Nonce(request) is { } nonce
            ? Answer.Tokens(["""{"nonce":""", $"\"{nonce}\"", ",\"verdict\":\"SAFE\"", ",\"why\":\"none\"}"])
            : OnText(request);
    }

    private Answer List() =>
        OnList ?? (Models is { } models ? Answer.Status(200, Listed(models)) : Answer.Status(404, """{"detail":"Not Found"}"""));

    /// <summary>As llama-server and vLLM list them.</summary>
    private static string Listed(IEnumerable<string> models) => JsonSerializer.Serialize(
        new { @object = "list", data = models.Select(id => new { id, @object = "model", created = 1795353761, owned_by = "llamacpp" }) });

    private static string? Nonce(OllamaRequest request) =>
        request.Field("response_format") is { ValueKind: JsonValueKind.Object } format
            ? format.GetProperty("json_schema").GetProperty("schema").GetProperty("properties").GetProperty("nonce").GetProperty("const").GetString()
            : null;
}
