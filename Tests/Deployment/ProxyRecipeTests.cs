using Interception.Server.Contracts;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Deployment;

/// <summary>The recipes that the documents give are the files that real proxies run here.</summary>
public class ProxyRecipeTests
{
    private static readonly HttpTransportType[] Transports =
        [HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling];

    public static TheoryData<string> Files => [.. ProxyRecipe.All.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000), MemberData(nameof(Files))]
    public async Task Behind_it_each_token_comes_before_the_next_is_written_in_every_way(string file)
    {
        await using var app = new App();
        await using var proxy = await RecipeProxy.StartAsync(ProxyRecipe.All[file], app.Listen());
        var steps = new LockStep(app.Ollama);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        var hubs = await Task.WhenAll(Transports.Select(transport => ConnectAsync(proxy, transport)));
        var run = (await hubs[0].StartAsync(new { text = "a blue bird", rules = "from below" })).RunId;

        await steps.FollowAsync([.. hubs.Select(hub => hub.ReadAsync(Stage.Interception, run)), StageStreams.TextAsync(http, $"api/text_stream/stage2/{run}")]);

        await Task.WhenAll(hubs.Select(hub => hub.DisposeAsync().AsTask()));
    }

    [Fact]
    public void Every_recipe_is_tried_but_for_those_of_a_program_that_Debian_and_npm_do_not_have() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "Server", "docs", "proxies")).Select(Path.GetFileName)
            .Should().BeEquivalentTo([.. ProxyRecipe.All.Keys, "README.md", "traefik.yml", "traefik-routes.yml"]);

    private static async Task<HubConnection> ConnectAsync(RecipeProxy proxy, HttpTransportType transport)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(proxy.Address, HubRoute.Path[1..]), transport).Build();
        await hub.StartAsync(Token);
        return hub;
    }
}
