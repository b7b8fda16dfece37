using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Deployment;

/// <summary>Behind every reverse proxy that is set up as the README says each token is with the reader before the next is written.</summary>
public abstract class ReverseProxyContract
{
    /// <summary>The model behind the server.</summary>
    protected abstract ScriptedOllama Ollama { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task The_hub_still_streams_token_by_token(HttpTransportType transport)
    {
        await using var proxy = await StartAsync(transport);
        var steps = new LockStep(Ollama);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(proxy.Address, HubRoute.Path[1..]), transport).Build();
        await hub.StartAsync(Token);
        var run = await hub.StartAsync(new { text = "a blue bird", rules = "from below" });

        await steps.FollowAsync(hub.ReadAsync(Stage.Interception, run.RunId));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stage_stream_still_arrives_token_by_token()
    {
        await using var proxy = await StartAsync(transport: null);

        await FollowStageAsync(proxy);
    }

    /// <summary>Starts the proxy, and the server where it does not run.</summary>
    /// <param name="transport">The hub's transport that will be used; null for none.</param>
    private protected abstract Task<ReverseProxy> StartAsync(HttpTransportType? transport);

    /// <summary>Follows a stage's stream in lock step.</summary>
    private protected async Task FollowStageAsync(ReverseProxy proxy)
    {
        var steps = new LockStep(Ollama);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        await steps.FollowAsync(StageStreams.TextAsync(http, "api/text_stream/stage2/try?prompt=a+blue+bird&context=from+below"));
    }
}
