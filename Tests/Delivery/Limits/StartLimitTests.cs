using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery.Limits;

/// <summary>How many runs one session may start, and how many at once; and how many all together who carry no cookie.</summary>
public class StartLimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_session_has_one_run_at_once_and_others_have_theirs()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.StallBeforeHeaders());
        using var child = app.Child();
        using var neighbour = app.Child();
        var run = await (await child.StartAsync()).RunIdAsync();

        var refused = await child.StartAsync();

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        (await refused.CodeAsync()).Should().Be(Codes.RateLimited);
        (await neighbour.StartAsync()).StatusCode.Should().Be(HttpStatusCode.OK, "it waits, but it may");
        (await neighbour.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests, "waiting is active");
        (await child.DeleteAsync($"/api/runs/{run}", Token)).EnsureSuccessStatusCode();
        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_paused_run_does_not_count_and_goes_on_only_when_there_is_room()
    {
        await using var app = new App();
        using var child = app.Child();
        var paused = await (await child.StartAsync()).RunIdAsync();
        var reading = await app.ReadAsync(paused);
        await reading.WaitForAsync<RunPause>();
        app.Controls().Hold();
        var second = await (await child.StartAsync()).RunIdAsync();

        var refused = await GoOnAsync(child, paused);

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        app.Controls().StateOf(paused).Should().Be(RunState.Paused);
        await child.DeleteAsync($"/api/runs/{second}", Token);
        app.Controls().Release();
        (await GoOnAsync(child, paused)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await GoOnAsync(child, paused)).StatusCode.Should().Be(HttpStatusCode.NoContent, "the same again does nothing");
        (await reading.WaitForAsync<RunEnd>()).Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 60_000)]
    public async Task Twelve_starts_a_minute_are_enough_and_come_back_one_by_one()
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time);
        using var child = app.Child();
        for (var n = 0; n < 12; n++) await StartAndStopAsync(child);

        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        time.Advance(TimeSpan.FromSeconds(5));

        await StartAndStopAsync(child);
        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Saying_a_start_again_or_coming_back_to_a_stream_starts_nothing()
    {
        await using var app = new App(null, ("Limits:StartsPerMinute", "2"));
        using var child = app.Child();
        var ids = new HashSet<string>();

        for (var n = 0; n < 10; n++) ids.Add(await (await child.StartAsync("a-secret-of-the-client")).RunIdAsync());
        await app.Controls().StopAsync(ids.Single());
        for (var n = 0; n < 10; n++)
            (await child.GetAsync("/api/text_stream/stage1/mine?prompt=a+bird", Token)).StatusCode.Should().Be(HttpStatusCode.OK);

        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact(Timeout = 30_000)]
    public async Task All_at_an_address_share_what_it_may_have_with_a_session_or_without()
    {
        await using var app = new App(null, ("Limits:PerAddress", "3"), ("Proxies:Known:0", "127.0.0.1"));
        app.Ollama.OnText(_ => Script.StallBeforeHeaders());
        using var script = app.Script().At("192.0.2.7");
        using var child = app.Child().At("192.0.2.7");
        using var neighbour = app.Child().At("192.0.2.7");
        using var elsewhere = app.Child().At("192.0.2.8");

        var answers = new[] { await script.StartAsync(), await script.StartAsync(), await child.StartAsync(), await script.StartAsync(), await neighbour.StartAsync() };

        answers.Select(answer => (int)answer.StatusCode).Should().Equal(200, 200, 200, 429, 429);
        (await script.GetAsync("/api/text_stream/stage2/mine?prompt=a+bird", Token)).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await elsewhere.StartAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
        (await script.DeleteAsync($"/api/runs/{await answers[0].RunIdAsync()}", Token)).EnsureSuccessStatusCode();
        (await neighbour.StartAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_script_that_collects_sessions_does_not_fill_the_line()
    {
        await using var app = new App(null, ("Proxies:Known:0", "127.0.0.1"));
        app.Controls().Hold();
        var answers = new List<int>();
        for (var n = 0; n < 70; n++)
        {
            using var another = app.Child().At("2001:db8::" + n.ToString("x", CultureInfo.InvariantCulture));
            answers.Add((int)(await another.StartAsync()).StatusCode);
        }
        using var child = app.Child().At("192.0.2.8");
        using var madeUp = app.Child("AAAAAAAAAAAAAAAAAAAAAA").At("2001:db8::1");

        answers.Should().Equal([.. Enumerable.Repeat(200, 60), .. Enumerable.Repeat(429, 10)]);
        (await madeUp.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        var theirs = app.Controls().List()[0];
        await app.Controls().StopAsync(theirs.Id);
        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.OK, "the sixty of an address are not all there is");
    }

    [Fact(Timeout = 30_000)]
    public async Task What_an_address_is_refused_costs_a_session_nothing()
    {
        await using var app = new App(new FakeTimeProvider(), ("Limits:PerAddress", "1"), ("Limits:StartsPerMinute", "2"), ("Proxies:Known:0", "127.0.0.1"));
        var session = app.NewSession();
        using var neighbour = app.Child().At("192.0.2.7");
        using var here = app.Child(session).At("192.0.2.7");
        using var there = app.Child(session).At("192.0.2.8");
        for (var n = 0; n < 2; n++) await StartAndStopAsync(neighbour);

        for (var n = 0; n < 3; n++) (await here.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);

        for (var n = 0; n < 2; n++) await StartAndStopAsync(there);
        (await there.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact(Timeout = 30_000)]
    public async Task Whoever_is_refused_twenty_times_at_the_hub_is_cut_off_and_its_run_goes_on()
    {
        await using var app = new App(null, ("Limits:PerAddress", "1"));
        app.Ollama.OnText(_ => Script.StallBeforeHeaders());
        await using var hub = await app.ConnectAsync();
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };
        var run = await hub.StartAsync(new { text = "a blue bird" });

        for (var n = 0; n < 19; n++)
            (await Hubs.CodeOfAsync(() => hub.StartAsync(new { text = "another" }))).Should().Be(Codes.RateLimited);
        await hub.SendAsync("StartRun", new { text = "another" }, Token);

        await closed.Task.WaitAsync(Token);
        app.Controls().StateOf(run.RunId).Should().Be(RunState.Working);
    }

    private static async Task StartAndStopAsync(HttpClient http) =>
        (await http.DeleteAsync($"/api/runs/{await (await http.StartAsync()).RunIdAsync()}", Token)).EnsureSuccessStatusCode();

    private static Task<HttpResponseMessage> GoOnAsync(HttpClient http, string id) =>
        http.PostAsJsonAsync($"/api/runs/{id}/continue", new { text = (string?)null }, Token);
}
