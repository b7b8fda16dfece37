using System.Net.Http.Headers;
using System.Text.Json;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama.Chat;

/// <summary>Sends a chat request to an Ollama server and reads the lines itself, because OllamaSharp would lose errors, ends and cancellations.</summary>
internal sealed class ChatWire(ModelHttpHandler connections, CallTimeouts clocks)
{
    private readonly HttpMessageInvoker _http = new(connections.Handler, disposeHandler: false);

    /// <summary>The answer, from its first piece on.</summary>
    /// <exception cref="GenerationException">The request failed.</exception>
    public ValueTask<StreamedAnswer> AskAsync(Uri endpoint, ChatRequest request, CancellationToken cancellationToken) =>
        clocks.FirstToken.RunAsync(OpenAsync, (endpoint, request), cancellationToken);

    private ValueTask<StreamedAnswer> OpenAsync((Uri Endpoint, ChatRequest Request) asked, CancellationToken cancellationToken) =>
        ResponseOpener.OfAsync(_http.SendAsync(MessageOf(asked.Endpoint, asked.Request), cancellationToken), async response =>
        {
            await OllamaErrors.ThrowIfRefusedAsync(response, cancellationToken);
            ThrowIfNotLines(response.Content.Headers.ContentType?.MediaType);
            var upstream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var lines = new AnswerLineReader<AnswerLine>(upstream, new ChatLineParser().Parse);
            return new StreamedAnswer(response, lines, await lines.NextAsync(cancellationToken));
        });

    private static HttpRequestMessage MessageOf(Uri endpoint, ChatRequest request) =>
        new(HttpMethod.Post, new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/api/chat"))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, RequestJson.Options))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };

    private static void ThrowIfNotLines(string? type)
    {
        if (type is not ("application/x-ndjson" or "application/json"))
        {
            throw new GenerationException(GenerationFailure.Unavailable, $"Ollama does not answer with '{type}'.");
        }
    }
}
