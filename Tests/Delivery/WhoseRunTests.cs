using System.Net;
using System.Net.Http.Json;
using Interception.Server.Contracts;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Delivery;

/// <summary>The run id is the key. Whoever guesses learns nothing, not even whether a run was ever there.</summary>
public sealed class WhoseRunTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly App _app;

    public WhoseRunTests() => _app = new(_time, ("Runs:Retention", "00:01:00"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string[] Guesses(string expired) =>
    [
        expired, "AAAAAAAAAAAAAAAAAAAAAA", "*", ":", "a:b", "\n", "AAAAAAAAAAAAAAAAAAAAA\n", "AAAAAAAAAAAAAAAAAAAAAÄ", "..", "%00", "key:x", "Interception:mine",
        "__proto__", new('A', 21), new('A', 23), new('A', 10_000), new('*', 10_000),
    ];

    [Fact(Timeout = 60_000)]
    public async Task Over_http_unknown_malformed_and_forgotten_keys_are_refused_alike()
    {
        using var http = _app.CreateClient();
        var refusals = new HashSet<string>();
        foreach (var id in Guesses(await ForgottenAsync()).Where(id => id != "..").Select(Uri.EscapeDataString))
        {
            foreach (var answer in new[]
            {
                await http.GetAsync($"/api/runs/{id}/events", Token),
                await http.DeleteAsync($"/api/runs/{id}", Token),
                await http.PostAsJsonAsync($"/api/runs/{id}/continue", new { text = "x" }, Token),
                await http.GetAsync($"/api/text_stream/stage2/{id}", Token),
            })
            {
                answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
                refusals.Add(await answer.Content.ReadAsStringAsync(Token));
            }
        }

        refusals.Should().ContainSingle().Which.Should().Contain("\"run_not_found\"");
    }

    [Fact(Timeout = 60_000)]
    public async Task Over_the_hub_unknown_malformed_and_forgotten_keys_are_refused_alike()
    {
        await using var hub = await _app.ConnectAsync();
        var refusals = new HashSet<string>();
        foreach (var id in Guesses(await ForgottenAsync()))
        {
            foreach (var call in new Func<Task>[]
            {
                () => hub.TextAsync(Stage.Interception, id), () => hub.EventsAsync(id), () => hub.StopAsync(id), () => hub.ContinueAsync(id, "x"),
            })
            {
                refusals.Add(Said((await call.Should().ThrowAsync<HubException>()).Which));
            }
        }

        refusals.Should().Equal("run_not_found: There is no such run, or it is older than the server remembers.");
        hub.State.Should().Be(HubConnectionState.Connected);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_alias_of_another_session_is_no_key()
    {
        using var mine = _app.Child();
        using var another = _app.Child();
        using var nobody = _app.Script();
        (await mine.GetAsync("/api/text_stream/stage2/mine?prompt=a+bird", Token)).EnsureSuccessStatusCode();

        (await mine.GetAsync("/api/text_stream/stage2/mine", Token)).StatusCode.Should().Be(HttpStatusCode.OK);
        var refused = await another.GetAsync("/api/text_stream/stage2/mine", Token);

        refused.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await refused.CodeAsync()).Should().Be(Codes.RunNotFound);
        (await nobody.GetAsync("/api/text_stream/stage2/mine", Token)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<string> ForgottenAsync()
    {
        var run = await _app.StartAllAsync();
        await run.EndAsync();
        _time.Advance(TimeSpan.FromMinutes(2));
        return run.Id;
    }

    private static string Said(HubException refusal) => refusal.Message[(refusal.Message.IndexOf("HubException: ", StringComparison.Ordinal) + 14)..];
}
