using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Delivery.Fuzz;

/// <summary>What a request must not say is refused by name; all that it may say passes at its longest.</summary>
public class RefusedFieldTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Fields => new()
    {
        { "options", """{"num_ctx":1e6,"num_predict":-1,"num_gpu":999,"use_mmap":false,"temperature":9}""" },
        { "keep_alive", "-1" }, { "raw", "true" }, { "template", "\"x\"" }, { "system", "\"x\"" }, { "images", "[]" }, { "format", "{}" },
        { "suffix", "\"x\"" }, { "context", "[1]" }, { "safetyLevel", "\"off\"" }, { "skipStages", "[1]" }, { "stage", "4" },
        { "stage1Result", """{"safe":true}""" }, { "__proto__", "{}" }, { "$type", "\"X\"" }, { "think", "1" },
        { "model", "\"../../x\"" }, { "model", "\"evil.registry/ns/m:latest\"" }, { "model", "\"llama3:405b\"" }, { "model", "\"model\\nX: y\"" },
        { "style", "\"\\ud83d\"" }, { "rules", "\"\\u0000\"" }, { "language", "\"de\\u0000\"" }, { "translateTo", "\"\"" },
        { "output", "\"story\"" }, { "until", "\"PreOutput\"" }, { "preset", "\"../secret\"" }, { "key", "\"aaaaaaaaaaaaaaa\"" },
    };

    public static TheoryData<string> TooLong => ["text", "rules", "style"];

    [Theory(Timeout = 30_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Fields))]
    public async Task A_field_that_is_wrong_or_unknown_is_named_over_http_and_at_the_hub(string field, string value)
    {
        var body = $$"""{"text":"a bird","{{field}}":{{value}}}""";

        (await RefusalAsync(body)).Should().Be(field);
        // A string that is none fails in SignalR's own binding.
        (await ByHubAsync(body)).Should().Contain(value.Contains("ud83d", StringComparison.Ordinal) ? "Failed to invoke 'StartRun'" : $"{Codes.InvalidRequest}: The field '{field}'");
    }

    [Theory(Timeout = 30_000), MemberData(nameof(TooLong))]
    public async Task A_text_that_is_one_character_too_long_is_named(string field)
    {
        var longest = field == "style" ? 2_000 : 4_000;
        (await RefusalAsync(JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = "a", [field] = new string('ﷺ', longest + 1) }))).Should().Be(field);
    }

    [Fact(Timeout = 60_000)]
    public async Task All_fields_at_their_longest_with_every_character_escaped_pass()
    {
        var body = $$"""{"text":"{{Escaped(4_000)}}","rules":"{{Escaped(4_000)}}","style":"{{Escaped(2_000)}}"}""";
        body.Length.Should().BeGreaterThan(60_000);
        using var http = shared.App.CreateClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        (await http.PostAsync("/api/runs", content, Token)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ByHubAsync(body)).Should().Contain("runId");
    }

    [Fact(Timeout = 30_000)]
    public async Task Arguments_that_do_not_fit_a_method_fail_alone()
    {
        await using var hub = await shared.App.ConnectAsync();
        object?[][] wrong = [[], ["a", "b", "c"], [123], [new[] { 1 }], [true]];

        foreach (var arguments in wrong)
        {
            (await hub.Invoking(_ => hub.InvokeCoreAsync("StartRun", typeof(RunStarted), arguments!, Token)).Should().ThrowAsync<HubException>())
                .Which.Message.Should().NotContain("Json").And.NotContain("System.");
        }

        (await Hubs.CodeOfAsync(() => hub.InvokeCoreAsync("StartRun", typeof(RunStarted), [null], Token))).Should().Be(Codes.InvalidRequest);
        hub.State.Should().Be(HubConnectionState.Connected);
    }

    /// <summary>Starts at the hub with exactly this JSON.</summary>
    private async Task<string> ByHubAsync(string body)
    {
        using var socket = new RawSocket(await shared.App.Server.CreateWebSocketClient().ConnectAsync(new(shared.App.Server.BaseAddress, HubRoute.Path), Token));
        await socket.GreetAsync();
        await socket.SayAsync($$"""{"type":1,"invocationId":"1","target":"StartRun","arguments":[{{body}}]}""" + '\x1e');
        return await socket.HearAsync(heard => heard.Contains("\"type\":3", StringComparison.Ordinal));
    }

    private async Task<string?> RefusalAsync(string body)
    {
        using var http = shared.App.CreateClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await http.PostAsync("/api/runs", content, Token);
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("field").GetString();
    }

    private static string Escaped(int chars) => string.Concat(Enumerable.Repeat("\\u00e4", chars));
}
