using System.Net;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Delivery.Door;
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
        var paused = app.Desk().Find(await (await child.StartAsync()).RunIdAsync());
        await paused.WaitForAsync<RunPause>();
        app.Desk().Hold();
        var second = await (await child.StartAsync()).RunIdAsync();

        var refused = await GoOnAsync(child, paused.Id);

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        paused.State.Should().Be(RunState.Paused);
        await child.DeleteAsync($"/api/runs/{second}", Token);
        app.Desk().Release();
        (await GoOnAsync(child, paused.Id)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await GoOnAsync(child, paused.Id)).StatusCode.Should().Be(HttpStatusCode.NoContent, "the same again does nothing");
        (await paused.EndAsync()).Outcome.Should().Be(Outcome.Completed);
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
        await app.Desk().StopAsync(ids.Single());
        for (var n = 0; n < 10; n++)
            (await child.GetAsync("/api/text_stream/stage1/mine?prompt=a+bird", Token)).StatusCode.Should().Be(HttpStatusCode.OK);

        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact(Timeout = 30_000)]
    public async Task Those_without_a_cookie_share_what_their_address_may_have()
    {
        await using var app = new App(null, ("Limits:PerAddress", "2"));
        app.Ollama.OnText(_ => Script.StallBeforeHeaders());
        using var script = app.Script();
        using var child = app.Child();

        var answers = new[] { await script.StartAsync(), await script.StartAsync(), await script.StartAsync() };

        answers.Select(answer => (int)answer.StatusCode).Should().Equal(200, 200, 429);
        (await script.GetAsync("/api/text_stream/stage2/mine?prompt=a+bird", Token)).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await child.StartAsync()).StatusCode.Should().Be(HttpStatusCode.OK);
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
        app.Desk().Find(run.RunId).State.Should().Be(RunState.Working);
    }

    private static async Task StartAndStopAsync(HttpClient http) =>
        (await http.DeleteAsync($"/api/runs/{await (await http.StartAsync()).RunIdAsync()}", Token)).EnsureSuccessStatusCode();

    private static Task<HttpResponseMessage> GoOnAsync(HttpClient http, string id) =>
        http.PostAsJsonAsync($"/api/runs/{id}/continue", new { text = (string?)null }, Token);
}
