using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Writes prompts as requests in the OpenAI dialect.</summary>
internal sealed class ChatRequestWriter(PromptFrame frame)
{
    private static readonly ChatBodyJson Json = new(new JsonSerializerOptions(ChatBodyJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Creates a request for a streamed answer.</summary>
    /// <remarks>No server tells whether a model thinks, so every request leaves room for thoughts; it is only a limit.</remarks>
    public HttpContent WriteRequest(ModelPrompt prompt) => Content(new(
        ModelName.Parse(prompt.Model).Model,
        [.. MessagesOf(prompt)],
        JobLimits.Temperature(prompt.Job),
        JobLimits.Tokens(prompt.Job) + JobLimits.RoomForThoughts,
        Stream: true,
        prompt.Format is { } schema ? new("json_schema", new("answer", Strict: true, schema)) : null));

    private IEnumerable<ChatMessage> MessagesOf(ModelPrompt prompt) => prompt.Turns is { } turns
        ? turns.Select((turn, n) => new ChatMessage(n % 2 == 0 ? "user" : "assistant", turn))
        : [new("system", prompt.Instructions), new("user", frame.Render(prompt.Parts))];

    private static ByteArrayContent Content(ChatBody body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, Json.ChatBody)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
