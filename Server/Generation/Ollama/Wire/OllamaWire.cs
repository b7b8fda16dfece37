using Interception.Server.Generation.Streaming;
using OllamaSharp;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Creates OllamaSharp clients on our connections, each with a guard.</summary>
internal sealed class OllamaWire(ModelHttpHandler connections)
{
    /// <summary>Asks a question with a short answer.</summary>
    public Task<T> AskAsync<T>(
        Uri endpoint, CallTimeout clock, Func<OllamaApiClient, Task<T>> question, CancellationToken cancellationToken) =>
        ReadableAsync(() => question(ClientBehind(new QuestionGuard(connections.Handler, clock, cancellationToken), endpoint)));

    /// <summary>Asks for a list of models itself, because OllamaSharp leaves out fields that the choice needs.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="path"><c>api/tags</c> or <c>api/ps</c>.</param>
    /// <param name="clock">The time limit.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
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
            // Any parse error means that the answer did not come from Ollama.
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
