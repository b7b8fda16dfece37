using Interception.Server.Contracts;
using Interception.Tests.Support;

namespace Interception.Tests.Page;

/// <summary>What a browser is told about everything that comes from here.</summary>
public class SecurityHeaderTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData("GET", "")]
    [InlineData("GET", "favicon.svg")]
    [InlineData("GET", "assets/gone.js")]
    [InlineData("GET", "api/config")]
    [InlineData("GET", "api/text_stream/stage1/header-tests?prompt=a+blue+bird")]
    [InlineData("POST", "api/runs")]
    [InlineData("POST", HubRoute.Path + "/negotiate")]
    [InlineData("GET", "metrics")]
    public async Task Every_response_says_what_a_browser_may_do_with_it(string method, string path)
    {
        using var response = await AskAsync(method, path);

        Said(response, "X-Content-Type-Options").Should().Be("nosniff");
        Said(response, "Referrer-Policy").Should().Be("no-referrer");
        Said(response, "Permissions-Policy").Should().Contain("camera=()").And.Contain("microphone=()");
        Said(response, "Content-Security-Policy").Split("; ").Should().Contain(
            ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_content_policy_knows_no_exceptions_and_no_other_host()
    {
        using var response = await AskAsync("GET", "");

        Said(response, "Content-Security-Policy").Should().NotContainAny("unsafe", "*", "https:", "http:")
            .And.Contain("connect-src 'self' ws://localhost wss://localhost;", "not every browser counts WebSockets as 'self'");
    }

    [Fact(Timeout = 30_000)]
    public async Task Over_https_no_other_window_holds_on_to_the_page()
    {
        using var plain = await AskAsync("GET", "");
        using var safe = await AskAsync("GET", "https://localhost/");

        plain.Headers.Contains("Cross-Origin-Opener-Policy").Should().BeFalse("a browser would ignore it and complain");
        Said(safe, "Cross-Origin-Opener-Policy").Should().Be("same-origin");
    }

    private Task<HttpResponseMessage> AskAsync(string method, string path) => shared.App.CreateClient().SendAsync(
        new(new(method), new Uri(path, UriKind.RelativeOrAbsolute)), HttpCompletionOption.ResponseHeadersRead, Cancel);

    private static string Said(HttpResponseMessage response, string header) => string.Join(", ", response.Headers.GetValues(header));
}
