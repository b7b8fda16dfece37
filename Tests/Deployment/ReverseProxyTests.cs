using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Deployment;

/// <summary>The published server behind nginx, under a path. nginx collects answers unless the server asks it not to.</summary>
[Collection(nameof(Published))]
public sealed partial class ReverseProxyTests(Published published) : IAsyncLifetime
{
    private readonly ScriptedOllama _ollama = new();
    private ChildProcess? _server;
    private Uri? _address;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Needs.Program("nginx");
        // Until a judge has passed its test, no text goes to any model.
        _ollama.OnVerdict(WiseJudge.Verdict);
        _server = Container.StartOpen(published.InTheImage, new Dictionary<string, string>
        {
            ["PathBase"] = "/workshop",
            ["Proxies__Known__0"] = "127.0.0.1",
            ["Practice__Mode"] = "Never",
            ["Ollama__Endpoints__0"] = _ollama.Address.AbsoluteUri,
        });
        _address = await _server.AddressAsync();
    }

    [Theory(Timeout = 60_000), InlineData("1.0"), InlineData("1.1")]
    public async Task A_stage_stream_still_arrives_token_by_token(string version)
    {
        await using var nginx = await Nginx.StartAsync(_address!, version);
        var steps = new LockStep(_ollama);
        using var http = new HttpClient { BaseAddress = nginx.Address };

        await steps.FollowAsync(StageStreams.TextAsync(http, "api/text_stream/stage2/try?prompt=a+blue+bird&context=from+below"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(HttpTransportType.WebSockets, "1.1")]
    [InlineData(HttpTransportType.ServerSentEvents, "1.0")]
    [InlineData(HttpTransportType.LongPolling, "1.0")]
    public async Task The_hub_still_streams_token_by_token(HttpTransportType transport, string version)
    {
        await using var nginx = await Nginx.StartAsync(_address!, version);
        var steps = new LockStep(_ollama);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(nginx.Address, HubRoute.Path[1..]), transport).Build();
        await hub.StartAsync(Token);
        var run = await hub.StartAsync(new { text = "a blue bird", rules = "from below" });

        await steps.FollowAsync(hub.ReadAsync(Stage.Interception, run.RunId));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_page_and_all_it_loads_lie_under_the_path()
    {
        await using var nginx = await Nginx.StartAsync(_address!, "1.1");
        using var http = new HttpClient();
        var page = await http.GetAsync(nginx.Address.AbsoluteUri.TrimEnd('/'), Token);

        page.RequestMessage!.RequestUri.Should().Be(nginx.Address);
        var loaded = Loaded().Matches(await page.Content.ReadAsStringAsync(Token)).Select(match => new Uri(nginx.Address, match.Groups[1].Value)).ToList();
        loaded.Should().HaveCountGreaterThan(2);
        foreach (var file in loaded) (await http.GetAsync(file, Token)).IsSuccessStatusCode.Should().BeTrue("{0} is there", file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await _ollama.DisposeAsync();
    }

    [GeneratedRegex("""(?:src|href)="([^"]+)""")]
    private static partial Regex Loaded();
}
