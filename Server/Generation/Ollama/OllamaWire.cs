using OllamaSharp;

namespace Interception.Server.Generation.Ollama;

/// <summary>OllamaSharp clients on our connections, with a guard in between.</summary>
internal sealed class OllamaWire(Connections connections)
{
    /// <summary>Asks something with a short answer.</summary>
    public async Task<T> AskAsync<T>(
        Uri endpoint, Clock clock, Func<OllamaApiClient, Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            return await question(ClientBehind(new QuestionGuard(connections.Handler, clock, cancellationToken), endpoint));
        }
        catch (Exception garbled) when (garbled is not (OperationCanceledException or GenerationException))
        {
            // Whatever OllamaSharp stumbled over: it was not an answer of Ollama's.
            throw new GenerationException(GenerationFailure.Unavailable, "Ollama's answer cannot be read.", garbled);
        }
    }

    private static OllamaApiClient ClientBehind(Guard guard, Uri endpoint)
    {
        var client = new HttpClient(guard, disposeHandler: false)
        {
            BaseAddress = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + '/'),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return RequestJson.Apply(new OllamaApiClient(client));
    }
}
