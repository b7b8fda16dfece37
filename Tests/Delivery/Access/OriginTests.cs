using System.Net;
using System.Net.WebSockets;
using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Delivery.Access;

/// <summary>Pages of other sites, in the browser of a child on the same network.</summary>
public sealed class OriginTests : IAsyncDisposable
{
    private const string Friend = "https://school.example";
    private const string Start = "/api/text_stream/stage2/mine?prompt=a+blue+bird";

    private readonly App _app = new(settings: ("Cors:AllowedOrigins:0", Friend));
    private readonly HttpClient _http;
    private readonly string _own;

    public OriginTests()
    {
        _http = new() { BaseAddress = _app.Listen() };
        _own = _http.BaseAddress!.GetLeftPart(UriPartial.Authority);
    }

    public static TheoryData<string> Foreign =>
    [
        "https://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1", "http://127.0.0.1.evil.example", "http://school.example",
        "https://school.example.evil.example", "https://school.example, https://evil.example", "file://", "127.0.0.1",
    ];

    [Theory(Timeout = 30_000), MemberData(nameof(Foreign))]
    public async Task A_foreign_page_is_refused_at_every_way_in_and_nothing_begins(string origin)
    {
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, "/hubs/interception/negotiate?negotiateVersion=1"), (HttpMethod.Get, "/hubs/interception?id=x"),
            (HttpMethod.Get, Start), (HttpMethod.Post, "/api/runs"), (HttpMethod.Options, "/api/runs"), (HttpMethod.Get, "/api/config"),
            (HttpMethod.Get, "/"),
        })
        {
            var answer = await _http.AskAsync(method, path, ("Origin", origin));

            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden, "{0} {1} from {2}", method, path, origin);
            (await answer.CodeAsync()).Should().BeNull();
            answer.Headers.Should().NotContainKeys("Set-Cookie", "Access-Control-Allow-Origin");
        }
        ShouldNotHaveBegun();
    }

    [Theory(Timeout = 30_000), InlineData("https://evil.example"), InlineData("null")]
    public async Task A_foreign_page_gets_no_web_socket(string origin)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        socket.Options.SetRequestHeader("Origin", origin);

        var connect = () => socket.ConnectAsync(Hub, TestContext.Current.CancellationToken);

        await connect.Should().ThrowAsync<WebSocketException>();
        socket.HttpStatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory(Timeout = 30_000), InlineData(null), InlineData("own"), InlineData(Friend)]
    public async Task Our_page_an_allowed_one_and_a_program_get_a_web_socket_and_an_answer(string? origin)
    {
        using var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin == "own" ? _own : origin);

        await socket.ConnectAsync(Hub, TestContext.Current.CancellationToken);
        var answer = await _http.AskAsync(HttpMethod.Get, "/api/config", origin is null ? [] : [("Origin", origin == "own" ? _own : origin)]);

        socket.State.Should().Be(WebSocketState.Open);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "none", true)]
    [InlineData("Referer", "https://evil.example/page?q=1", false)]
    [InlineData("Referer", "http://127.0.0.1:1/", false)]
    [InlineData("Referer", "about:blank", false)]
    [InlineData("Referer", "own", true)]
    [InlineData("Referer", "https://school.example/lesson", true)]
    public async Task An_image_or_a_link_without_an_origin_starts_a_run_only_from_our_own_pages(string name, string value, bool isWelcome)
    {
        var answer = await _http.AskAsync(HttpMethod.Get, Start, (name, value == "own" ? $"{_own}/?debug" : value), ("Sec-Fetch-Mode", "navigate"));

        answer.StatusCode.Should().Be(isWelcome ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        if (!isWelcome) ShouldNotHaveBegun();
    }

    [Theory(Timeout = 30_000), InlineData("navigate", true), InlineData("no-cors", false), InlineData("cors", false)]
    public async Task Another_site_may_link_to_the_page_but_not_load_it(string mode, bool isWelcome)
    {
        var answer = await _http.AskAsync(HttpMethod.Get, "/",
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Referer", "https://school.example.org/links"));

        (answer.StatusCode != HttpStatusCode.Forbidden).Should().Be(isWelcome);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_allowed_page_may_ask_before_it_calls_and_read_the_answer()
    {
        var ahead = await _http.AskAsync(HttpMethod.Options, "/hubs/interception/negotiate", ("Origin", Friend),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", $"x-requested-with,{AccessCode.Header}"));
        var answer = await _http.AskAsync(HttpMethod.Post, "/hubs/interception/negotiate?negotiateVersion=1", ("Origin", Friend));

        ahead.StatusCode.Should().Be(HttpStatusCode.NoContent);
        ahead.Headers.GetValues("Access-Control-Allow-Headers").Single().Should().Contain("x-requested-with");
        foreach (var each in new[] { ahead, answer })
        {
            each.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal(Friend);
            each.Headers.GetValues("Access-Control-Allow-Credentials").Should().Equal("true");
        }
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private Uri Hub => new UriBuilder(new Uri(_http.BaseAddress!, HubRoute.Path)) { Scheme = "ws" }.Uri;

    private void ShouldNotHaveBegun()
    {
        _app.Controls().List().Should().BeEmpty();
        _app.Ollama.TextCalls.Count.Should().Be(0);
    }
}
