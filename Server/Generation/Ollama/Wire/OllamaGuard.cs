using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Stands between OllamaSharp and the network and turns every failed answer into one typed failure.</summary>
/// <remarks>One for each call, so that the call's token also reaches what OllamaSharp reads without a token.</remarks>
internal abstract class OllamaGuard(HttpMessageHandler wire, CallTimeout clock, CancellationToken call) : DelegatingHandler(wire)
{
    /// <summary>Passes a 200 on, judging only the beginning so as not to wait for more.</summary>
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
