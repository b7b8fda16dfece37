using System.Text.RegularExpressions;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Tests.Deployment;

/// <summary>The published server behind nginx, under a path. nginx collects answers unless the server asks it not to.</summary>
[Collection(nameof(Published))]
public sealed partial class NginxTests(Published published) : ReverseProxyContract, IAsyncLifetime
{
    private ChildProcess? _server;
    private Uri? _address;

    protected override ScriptedOllama Ollama { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Needs.Program("nginx");
        // Until a judge has passed its test, no text goes to any model.
        Ollama.OnVerdict(WiseJudge.Verdict);
        _server = Container.StartOpen(published.InTheImage, new Dictionary<string, string>
        {
            ["PathBase"] = "/workshop",
            ["Proxies__Known__0"] = "127.0.0.1",
            ["Practice__Mode"] = "Never",
            ["Ollama__Endpoints__0"] = Ollama.Address.AbsoluteUri,
        });
        _address = await _server.AddressAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task So_it_does_over_the_version_that_WebSockets_need()
    {
        await using var nginx = await Nginx.StartAsync(_address!, "1.1");

        await FollowStageAsync(nginx);
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
        await Ollama.DisposeAsync();
    }

    private protected override Task<ReverseProxy> StartAsync(HttpTransportType? transport) =>
        Nginx.StartAsync(_address!, transport == HttpTransportType.WebSockets ? "1.1" : "1.0");

    [GeneratedRegex("""(?:src|href)="([^"]+)""")]
    private static partial Regex Loaded();
}
