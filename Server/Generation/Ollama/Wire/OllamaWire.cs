using Interception.Server.Generation.Streaming;
using OllamaSharp;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>OllamaSharp clients on our connections, with a guard in between.</summary>
internal sealed class OllamaWire(ModelHttpHandler connections)
{
    /// <summary>Asks something with a short answer.</summary>
    public Task<T> AskAsync<T>(
        Uri endpoint, CallTimeout clock, Func<OllamaApiClient, Task<T>> question, CancellationToken cancellationToken) =>
        ReadableAsync(() => question(ClientBehind(new QuestionGuard(connections.Handler, clock, cancellationToken), endpoint)));

    /// <summary>Asks for a list of models; OllamaSharp leaves out what one is chosen by.</summary>
    /// <param name="endpoint">Whom to ask.</param>
    /// <param name="path"><c>api/tags</c> or <c>api/ps</c>.</param>
    /// <param name="clock">How long it may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<InstalledModel>> ListAsync(Uri endpoint, string path, CallTimeout clock, CancellationToken cancellationToken) =>
        ReadableAsync(async () =>
        {
            using var http = HttpBehind(new QuestionGuard(connections.Handler, clock, cancellationToken), endpoint);
            return (await http.GetFromJsonAsync(path, ModelListJson.Default.ModelList, cancellationToken) ?? new(Models: null)).Installed();
        });

    private static async Task<T> ReadableAsync<T>(Func<Task<T>> question)
    {
        try
        {
            return await question();
        }
        catch (Exception garbled) when (garbled is not (OperationCanceledException or GenerationException))
        {
            // Whatever was stumbled over: it was not an answer of Ollama's.
            throw new GenerationException(GenerationFailure.Unavailable, "Ollama's answer cannot be read.", garbled);
        }
    }

    private static OllamaApiClient ClientBehind(OllamaGuard guard, Uri endpoint) =>
        RequestJson.Apply(new OllamaApiClient(HttpBehind(guard, endpoint)));

    private static HttpClient HttpBehind(OllamaGuard guard, Uri endpoint) => new(guard, disposeHandler: false)
    {
        BaseAddress = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + '/'),
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
