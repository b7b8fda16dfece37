using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Generation;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Delivery.Access;

/// <summary>A workshop whose teacher shows a code.</summary>
public sealed class AccessGuardTests : IAsyncDisposable
{
    private const string Code = "meadow";

    private readonly WatchedTime _time = new();
    private readonly App _app;

    public AccessGuardTests() => _app = new(_time, ("Access:Code", Code), ("Access:TeacherCode", "lighthouse"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<HttpTransportType> Transports =>
        [HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling];

    [Fact(Timeout = 30_000)]
    public async Task Without_a_code_in_the_settings_the_door_is_open_and_nobody_is_the_teacher()
    {
        await using var app = new App();
        using var http = app.CreateClient();

        (await NeedsCodeAsync(http)).Should().BeFalse();
        (await http.GetAsync("/api/presets", Token)).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (var shown in new[] { "", " ", "teacher" })
        {
            (await http.AskAsync(HttpMethod.Get, "/api/runs", Asked.Code(shown))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            (await (await http.ShowAsync(shown)).CodeAsync()).Should().Be(Codes.AccessDenied);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_browser_exchanges_the_code_for_a_cookie_that_opens_everything_but_the_teachers_rights()
    {
        using var http = _app.CreateClient();
        (await NeedsCodeAsync(http)).Should().BeTrue();
        var refused = await http.GetAsync("/api/text_stream/stage2/mine?prompt=a+bird", Token);
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await refused.CodeAsync()).Should().Be(Codes.AccessDenied);
        _app.Controls().List().Should().BeEmpty();

        // As a tablet writes it.
        (await http.ShowAsync(" Meadow ")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await NeedsCodeAsync(http)).Should().BeFalse();
        (await http.GetAsync("/api/text_stream/stage2/mine?prompt=a+bird", Token)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await http.GetAsync("/api/runs", Token)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await http.DeleteAsync("/api/door", Token)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await http.GetAsync("/api/presets", Token)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_cookie_is_for_our_page_alone_and_does_not_hold_the_code()
    {
        using var http = _app.CreateClient();

        var cookie = (await http.ShowAsync(Code)).Headers.GetValues("Set-Cookie").Single();

        cookie.Should().StartWith("interception-door=").And.Contain("httponly").And.Contain("samesite=strict").And.NotContain(Code);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_teachers_code_opens_everything()
    {
        using var http = _app.CreateClient();

        await http.ShowAsync("lighthouse");

        (await http.GetAsync("/api/runs", Token)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await http.GetAsync("/api/presets", Token)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"code":"Wiese"}""", HttpStatusCode.Unauthorized, Codes.AccessDenied)]
    [InlineData("""{"code":""}""", HttpStatusCode.Unauthorized, Codes.AccessDenied)]
    [InlineData("""{"code":null}""", HttpStatusCode.BadRequest, Codes.InvalidRequest)]
    [InlineData("""{"code":1234}""", HttpStatusCode.BadRequest, Codes.InvalidRequest)]
    [InlineData("""{"code":"meadow","role":"Teacher"}""", HttpStatusCode.BadRequest, Codes.InvalidRequest)]
    [InlineData("null", HttpStatusCode.BadRequest, Codes.InvalidRequest)]
    public async Task What_is_not_the_code_opens_nothing(string body, HttpStatusCode status, string code)
    {
        using var http = _app.CreateClient();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await http.PostAsync("/api/door", content, Token);

        answer.StatusCode.Should().Be(status);
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        (await answer.CodeAsync()).Should().Be(code);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Transports))]
    public async Task A_program_shows_the_code_as_a_header_on_every_transport(HttpTransportType transport)
    {
        var address = _app.Listen();
        await using var without = Hub(address, transport, "Wiese");
        await using var hub = Hub(address, transport, Code);

        (await without.Invoking(refused => refused.StartAsync(Token)).Should().ThrowAsync<HttpRequestException>())
            .Which.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        await hub.StartAsync(Token);

        (await hub.StreamAsync<ProbeTick>("Probe", 1, 1, Token).ToListAsync(Token)).Should().ContainSingle();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cookie_that_was_changed_is_worth_nothing()
    {
        using var http = _app.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
        var cookie = Cookie(await http.ShowAsync(Code));

        (await PresetsAsync(http, cookie)).Should().Be(HttpStatusCode.OK);
        foreach (var changed in new[] { cookie[..^1], cookie[..^4] + "AAAA", "interception-door=Teacher 99999999999", "interception-door=", "interception-door=%FF" })
            (await PresetsAsync(http, changed)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact(Timeout = 30_000)]
    public async Task After_its_time_a_cookie_is_worth_nothing()
    {
        using var http = _app.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
        var cookie = Cookie(await http.ShowAsync(Code));

        _time.Advance(TimeSpan.FromHours(11.9));
        (await PresetsAsync(http, cookie)).Should().Be(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromHours(0.2));

        (await PresetsAsync(http, cookie)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact(Timeout = 30_000)]
    public async Task No_code_is_ever_logged()
    {
        using var http = _app.CreateClient();
        await http.ShowAsync("canary7391");
        await http.AskAsync(HttpMethod.Get, "/api/presets", Asked.Code("canary7391"));
        await http.ShowAsync("lighthouse");

        _app.Log.Lines.Should().NotContain(line => line.Line.Contains("canary7391") || line.Line.Contains("lighthouse"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal static string Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    internal static async Task<HttpStatusCode> PresetsAsync(HttpClient http, string cookie) =>
        (await http.AskAsync(HttpMethod.Get, "/api/presets", ("Cookie", cookie))).StatusCode;

    private static async Task<bool> NeedsCodeAsync(HttpClient http) =>
        (await http.GetFromJsonAsync<JsonElement>("/api/config", Token)).GetProperty("door").GetBoolean();

    private static HubConnection Hub(Uri address, HttpTransportType transport, string code) => new HubConnectionBuilder()
        .WithUrl(new Uri(address, HubRoute.Path), transport, http => http.Headers[AccessCode.Header] = code).Build();
}
