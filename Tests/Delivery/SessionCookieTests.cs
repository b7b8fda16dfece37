using Interception.Server.Contracts;
using Interception.Server.Delivery;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;

namespace Interception.Tests.Delivery;

/// <summary>How the session's cookie is given out.</summary>
public class SessionCookieTests
{
    [Theory(Timeout = 30_000), InlineData("", "http", "/"), InlineData("/workshop", "http", "/workshop"), InlineData("", "https", "/")]
    public async Task The_sessions_cookie_is_for_our_page_alone(string pathBase, string scheme, string path)
    {
        await using var app = new App(settings: ("PathBase", pathBase));
        using var http = app.Script();
        http.BaseAddress = new($"{scheme}://localhost");

        var cookie = (await http.PostAsync($"{pathBase}{HubRoute.Path}/negotiate?negotiateVersion=1", null, TestContext.Current.CancellationToken))
            .Headers.GetValues("Set-Cookie").Single().Split("; ");

        cookie[0].Should().MatchRegex($"^{Sessions.Cookie}=[A-Za-z0-9_-]{{22}}$");
        cookie.Skip(1).Should().BeEquivalentTo([$"path={path}", "samesite=strict", "httponly", .. scheme == "https" ? new[] { "secure" } : []]);
    }
}
