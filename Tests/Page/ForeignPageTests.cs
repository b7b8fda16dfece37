using Interception.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Page;

/// <summary>A page of another site, in the browser of a child on the same network.</summary>
[Collection(typeof(InTheBrowser))]
public sealed class ForeignPageTests(Browser browser) : IAsyncDisposable
{
    /// <summary>What a page can do to a server that is not its own; each says whether it got anything.</summary>
    private const string Attempts = """
        async server => {
          const start = name => `${server}api/text_stream/stage2/${name}?prompt=a+blue+bird`
          const loads = (element, url) => new Promise(said => {
            element.onload = () => said('loaded')
            element.onerror = () => said('refused')
            document.body.append(Object.assign(element, { src: url }))
          })
          const opens = source => new Promise(said => {
            source.onopen = () => said('loaded')
            source.onerror = () => said('refused')
          })
          const fetched = (url, how) => fetch(url, how).then(answer => answer.ok ? 'loaded' : 'refused', () => 'refused')
          const idea = { method: 'POST', body: JSON.stringify({ text: 'a blue bird' }) }
          const sent = await Promise.all([
            fetched(`${server}api/runs`, { ...idea, headers: { 'Content-Type': 'application/json' } }),
            fetched(`${server}api/runs`, { ...idea, mode: 'no-cors' }),
            fetched(start('fetch'), { mode: 'no-cors' }),
            fetched(`${server}hubs/interception/negotiate?negotiateVersion=1`, { method: 'POST', credentials: 'include' }),
            loads(new Image(), start('image')),
            loads(document.createElement('script'), start('script')),
            opens(new EventSource(start('events'), { withCredentials: true })),
            opens(new WebSocket(`${server.replace('http', 'ws')}hubs/interception`)),
          ])
          return sent
        }
        """;

    private readonly WebApplication _elsewhere = Elsewhere();

    [Theory(Timeout = 60_000), InlineData("localhost"), InlineData("127.0.0.1")]
    public async Task It_gets_nothing_and_starts_nothing_by_any_way_that_a_browser_has(string host)
    {
        await using var app = new App();
        var server = app.Listen();
        await using var child = await browser.VisitAsync(await ElsewhereAsync(host));

        var got = await child.Page.EvaluateAsync<string[]>(Attempts, server.AbsoluteUri);
        var led = await child.Page.RunAndWaitForResponseAsync(
            () => child.Page.EvaluateAsync("url => { location = url }", $"{server}api/text_stream/stage2/link?prompt=a+bird"), answer => answer.Url.Contains("/link"));

        got.Should().OnlyContain(answer => answer == "refused");
        led.Status.Should().Be(403);
        app.Controls().List().Should().BeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task An_allowed_page_gets_what_its_browser_lets_it_have()
    {
        var friend = await ElsewhereAsync("127.0.0.1");
        await using var app = new App(settings: ("Cors:AllowedOrigins:0", friend.GetLeftPart(UriPartial.Authority)));
        var server = app.Listen();
        await using var child = await browser.VisitAsync(friend);

        var got = await child.Page.EvaluateAsync<string[]>(Attempts, server.AbsoluteUri);

        // Without CORS (no-cors, image, script) a page gets nothing to read, allowed or not.
        got.Should().Equal("loaded", "refused", "refused", "loaded", "refused", "refused", "loaded", "loaded");
    }

    public ValueTask DisposeAsync() => _elsewhere.DisposeAsync();

    private async Task<Uri> ElsewhereAsync(string host)
    {
        await _elsewhere.StartAsync(TestContext.Current.CancellationToken);
        return new UriBuilder(_elsewhere.Urls.Single()) { Host = host }.Uri;
    }

    private static WebApplication Elsewhere()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content("<!doctype html><title>Elsewhere</title><body>", "text/html"));
        return app;
    }
}
