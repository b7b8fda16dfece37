using Polly;
using Polly.Registry;

namespace Interception.Server.Generation;

/// <summary>The innermost pipeline, around every request to a model server; empty unless a strategy was added.</summary>
internal sealed class ProviderPipeline(ResiliencePipelineRegistry<string> pipelines, HttpMessageHandler sockets) : DelegatingHandler(sockets)
{
    /// <summary>Its name among the pipelines with responses as results.</summary>
    public const string Name = "wire";

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline =
        // Requested in this way, because a pipeline created here would hide one that was registered elsewhere.
        pipelines.TryGetPipeline<HttpResponseMessage>(Name, out var described) ? described : ResiliencePipeline<HttpResponseMessage>.Empty;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
}
