using Polly;
using Polly.Registry;

namespace Interception.Server.Generation;

/// <summary>The innermost pipeline, around every request to a model server; empty, unless somebody has put a strategy there.</summary>
internal sealed class WirePipeline(ResiliencePipelineRegistry<string> pipelines, HttpMessageHandler sockets) : DelegatingHandler(sockets)
{
    /// <summary>Its name among the pipelines whose results are responses.</summary>
    public const string Name = "wire";

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline =
        pipelines.GetOrAddPipeline<HttpResponseMessage>(Name, static _ => { });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
}
