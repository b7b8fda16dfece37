using System.Net;
using Interception.Tests.Support;

namespace Interception.Tests.Delivery.Access;

/// <summary>Origin and host as a reverse proxy passes them on.</summary>
public class BehindAProxyTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("127.0.0.1", "https://school.example", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", "http://school.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("10.0.0.0/8", "https://school.example", HttpStatusCode.Forbidden)]
    public async Task Only_a_known_proxy_says_by_which_name_and_scheme_the_page_was_opened(string known, string origin, HttpStatusCode status)
    {
        await using var app = new App(null, ("Proxies:Known:0", known), ("AllowedHosts", "school.example"), ("PathBase", "/workshop"));
        using var http = new HttpClient { BaseAddress = app.Listen() };

        var answer = await http.AskAsync(HttpMethod.Get, "/workshop/api/config",
            ("Origin", origin), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "school.example"));

        answer.StatusCode.Should().Be(status);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_known_proxy_cannot_bring_in_a_name_that_is_not_allowed()
    {
        await using var app = new App(settings: ("Proxies:Known:0", "127.0.0.1"));
        using var http = new HttpClient { BaseAddress = app.Listen() };

        (await http.AskAsync(HttpMethod.Get, "/api/config", ("X-Forwarded-Host", "attacker.tld"))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}
