using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Asks an Ollama server to download a model. Each line may take as long as a load, because Ollama verifies many gigabytes without a word.</summary>
internal sealed class PullReader(ModelHttpHandler connections, CallTimeouts clocks)
{
    private readonly HttpMessageInvoker _http = new(connections.Handler, disposeHandler: false);

    /// <summary>Ollama's reports, up to its success.</summary>
    /// <exception cref="GenerationException">The download failed, or Ollama fell silent.</exception>
    public async IAsyncEnumerable<PullLine> PullAsync(OllamaModel model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await clocks.Load.RunAsync(OpenAsync, model, cancellationToken);
        var lines = new AnswerLineReader<PullLine>(await response.Content.ReadAsStreamAsync(cancellationToken), PullLine.Parse);
        PullLine? line;
        do
        {
            line = await clocks.Load.RunAsync(static (lines, token) => lines.NextAsync(token), lines, cancellationToken)
                ?? throw new GenerationException(GenerationFailure.Interrupted, "Ollama stopped in the middle.");
            yield return line;
        }
        while (!line.IsEnding);
    }

    private ValueTask<HttpResponseMessage> OpenAsync(OllamaModel model, CancellationToken cancellationToken) =>
        ResponseOpener.OfAsync(_http.SendAsync(RequestFor(model), cancellationToken), async response =>
        {
            await OllamaErrors.ThrowIfRefusedAsync(response, cancellationToken);
            return response;
        });

    private static HttpRequestMessage RequestFor(OllamaModel model) =>
        new(HttpMethod.Post, new Uri($"{model.Endpoint.AbsoluteUri.TrimEnd('/')}/api/pull"))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new PullQuestion(model.Model), PullJson.Default.PullQuestion))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
}
