using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Stands between OllamaSharp and the wire: what is not an answer becomes one typed failure.</summary>
/// <remarks>One for each call, so that the call's own token reaches what OllamaSharp reads without a token.</remarks>
internal abstract class OllamaGuard(HttpMessageHandler wire, CallTimeout clock, CancellationToken call) : DelegatingHandler(wire)
{
    /// <summary>Lets a 200 through, as far as it can be told without waiting for more than the beginning.</summary>
    protected abstract ValueTask AdmitAsync(HttpResponseMessage response, CancellationToken cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        clock.RunAsync(OpenAsync, request, call).AsTask();

    private ValueTask<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ResponseOpener.OfAsync(base.SendAsync(request, cancellationToken), async response =>
        {
            await OllamaErrors.ThrowIfRefusedAsync(response, cancellationToken);
            await AdmitAsync(response, cancellationToken);
            return response;
        });
}
