using System.Net;
using Interception.Server.Contracts;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery;

/// <summary>How the session's cookie is given out, and what counts as one.</summary>
public sealed class SessionCookieTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interception-");
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> NotOurs =>
        [SecretId.New(), "", "%FF", "a b", "Interception", $"CfDJ8{new string('A', 120)}", new string('A', 10_000), "__proto__"];

    [Theory(Timeout = 30_000), InlineData("", "http", "/"), InlineData("/workshop", "http", "/workshop"), InlineData("", "https", "/")]
    public async Task The_sessions_cookie_is_for_our_page_alone(string pathBase, string scheme, string path)
    {
        await using var app = new App(settings: ("PathBase", pathBase));
        using var http = app.Script();
        http.BaseAddress = new($"{scheme}://localhost");

        var cookie = (await http.PostAsync($"{pathBase}{HubRoute.Path}/negotiate?negotiateVersion=1", null, Token))
            .Headers.GetValues("Set-Cookie").Single().Split("; ");

        cookie[0].Should().MatchRegex($"^{Server.Delivery.Callers.SessionCookie.Cookie}=[A-Za-z0-9_-]{{100,400}}$");
        cookie.Skip(1).Should().BeEquivalentTo([$"path={path}", "samesite=strict", "httponly", .. scheme == "https" ? new[] { "secure" } : []]);
    }

    [Theory(Timeout = 30_000), MemberData(nameof(NotOurs))]
    public async Task What_we_did_not_give_out_is_no_session_and_no_error(string madeUp)
    {
        await using var app = new App();
        using var http = app.Script();
        var cookie = ("Cookie", $"{Server.Delivery.Callers.SessionCookie.Cookie}={madeUp}");

        var answer = await http.AskAsync(HttpMethod.Get, "/api/text_stream/stage1/mine?prompt=a+bird", cookie);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        Sessions(answer).Should().ContainSingle("it is given a real one");
        app.Controls().List().Should().ContainSingle().Which.Owner.Should().BeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cookie_that_was_changed_or_that_another_server_gave_out_is_no_session()
    {
        await using var app = new App();
        await using var another = new App();
        var own = app.NewSession();

        IdOf(app, own).Should().NotBeNull();
        foreach (var foreign in new[] { own[..^1], own[..^4] + "AAAA", own.ToUpperInvariant(), own + "A", another.NewSession() })
            IdOf(app, foreign).Should().BeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_session_is_over_after_its_time_unless_it_is_used()
    {
        await using var app = new App(_time);
        var unused = app.NewSession();
        var used = app.NewSession();
        var id = IdOf(app, used);

        _time.Advance(Server.Delivery.Callers.SessionCookie.Lifetime / 2);
        var renewed = Sessions(await NegotiateAsync(app, used)).Single().Split('=', ';')[1];
        _time.Advance(Server.Delivery.Callers.SessionCookie.Lifetime / 2);

        IdOf(app, unused).Should().BeNull();
        IdOf(app, used).Should().BeNull();
        IdOf(app, renewed).Should().Be(id, "it is the same session, sealed anew");
    }

    [Fact(Timeout = 30_000)]
    public async Task For_the_next_child_at_the_same_tablet_the_browser_becomes_another_one()
    {
        await using var app = new App();
        var before = app.NewSession();
        using var http = app.Child(before);

        var next = Sessions(await http.DeleteAsync("/api/session", Token)).Single().Split('=', ';')[1];

        IdOf(app, next).Should().NotBeNull().And.NotBe(IdOf(app, before));
    }

    [Theory(Timeout = 30_000), InlineData(true), InlineData(false)]
    public async Task With_a_folder_for_keys_a_session_outlives_a_restart_and_without_one_a_new_one_is_given_out(bool isFolder)
    {
        var folder = isFolder ? _folder.FullName : "";
        string session;
        await using (var app = new App(null, ("Access:KeysFolder", folder))) session = app.NewSession();

        await using var restarted = new App(null, ("Access:KeysFolder", folder));

        Sessions(await NegotiateAsync(restarted, session)).Any().Should().Be(!isFolder);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<string> Sessions(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Where(cookie => cookie.StartsWith(Server.Delivery.Callers.SessionCookie.Cookie + "=", StringComparison.Ordinal))
            : [];

    /// <summary>The session that a cookie is; null for none.</summary>
    private static string? IdOf(App app, string cookie)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = $"{Server.Delivery.Callers.SessionCookie.Cookie}={cookie}";
        return app.Services.GetRequiredService<Server.Delivery.Callers.SessionCookie>().Shown(http)?.Id;
    }

    private static async Task<HttpResponseMessage> NegotiateAsync(App app, string cookie)
    {
        using var http = app.Child(cookie);
        var answer = await http.NegotiateAsync();
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return answer;
    }
}
