using Polly;
using Polly.Registry;

namespace Interception.Server.Generation;

/// <summary>The innermost pipeline, around every request to a model server; empty, unless somebody has put a strategy there.</summary>
internal sealed class ProviderPipeline(ResiliencePipelineRegistry<string> pipelines, HttpMessageHandler sockets) : DelegatingHandler(sockets)
{
    /// <summary>Its name among the pipelines whose results are responses.</summary>
    public const string Name = "wire";

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline =
        // Asked for in this way, because a pipeline that is made here would hide the one that somebody has described.
        pipelines.TryGetPipeline<HttpResponseMessage>(Name, out var described) ? described : ResiliencePipeline<HttpResponseMessage>.Empty;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
}
