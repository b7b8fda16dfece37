using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Delivery;

/// <summary>What the page asks of the server before a run.</summary>
public class InfoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task There_are_eight_presets_in_each_language_of_the_page()
    {
        await using var app = new App();
        using var http = app.CreateClient();
        var said = new List<string?>();

        foreach (var language in new[] { "de-AT", "en", "fr", "tr", "uk", "ru-RU", "ar", "ko" })
        {
            var presets = (await http.GetFromJsonAsync<JsonElement[]>($"/api/presets?lang={language}", Token))!;
            presets.Should().HaveCount(8);
            presets.Select(preset => preset.GetProperty("id").GetString()).Should().OnlyHaveUniqueItems().And.NotContain("");
            presets.Select(preset => preset.GetProperty("name").GetString()).Should().OnlyHaveUniqueItems().And.NotContain("");
            // A name may be the same word in two kindred languages; whole sentences never are.
            said.AddRange(presets.Select(preset => preset.GetProperty("rules").GetString()));
        }

        said.Should().OnlyHaveUniqueItems("nothing is left in another language").And.NotContain("");
        (await http.GetStringAsync("/api/presets?lang=xx", Token)).Should().Be(await http.GetStringAsync("/api/presets?lang=en", Token));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_configuration_says_what_the_page_needs()
    {
        await using var app = new App(null, ("TextStreaming:Enabled", "false"), ("Safety:Level", "Kids"));
        using var http = app.CreateClient();

        var config = await http.GetFromJsonAsync<JsonElement>("/api/config", Token);

        config.GetProperty("textStreaming").GetBoolean().Should().BeFalse();
        config.GetProperty("characterIntervalMs").GetInt32().Should().Be(30);
        config.GetProperty("safetyLevel").GetString().Should().Be("Kids");
        config.GetProperty("voice").GetString().Should().Be("ollama");
    }

    [Fact(Timeout = 30_000)]
    public async Task The_server_is_ready_when_Ollama_answers_and_has_the_models()
    {
        await using var app = new App(null, ("Models:Output", "local/painter"));
        using var http = app.CreateClient();
        (await http.GetAsync("/health/live", Token)).StatusCode.Should().Be(HttpStatusCode.OK);
        await app.Services.FirstRoundAsync();

        var response = await http.GetAsync("/health/ready", Token);

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(Token)).Should().Contain("ollama pull painter");
        var models = (await http.GetFromJsonAsync<JsonElement[]>("/api/models", Token))!;
        models.Select(model => (model.GetProperty("name").GetString(), model.GetProperty("status").GetString()))
            .Should().BeEquivalentTo([("local/gpt-oss:20b", "present"), ("local/painter", "missing")]);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_one_model_that_somebody_has_writes_and_judges_and_is_told()
    {
        await using var app = new App(null, ("Practice:Mode", "Auto"));
        app.Ollama.Models.Clear();
        app.Ollama.Models.Add(new("bird:1b") { Loaded = true });
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();

        (await http.GetStringAsync("/health/ready", Token)).Should().Be("""{"voice":"ollama"}""");
        (await http.GetFromJsonAsync<JsonElement>("/api/config", Token)).GetProperty("missing").GetArrayLength().Should().Be(0);
        (await http.GetStringAsync("/api/models", Token)).Should().Be(
            """[{"name":"local/bird:1b","jobs":["Interception","Output","Translation","Safety"],"chosen":true,"status":"present","pull":null}]""");
        (await (await app.StartAllAsync()).EndAsync()).Outcome.Should().Be(Outcome.Completed);
        app.Ollama.TextCalls.Concat(app.Ollama.VerdictCalls).Should().OnlyContain(call => call.Model == "bird:1b");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_Ollama_without_a_model_is_practice_that_says_how_to_get_one_until_one_comes()
    {
        await using var app = new App(null, ("Practice:Mode", "Auto"), ("Timeouts:Connect", "00:00:10"));
        app.Ollama.Models.Clear();
        app.Ollama.Models.Add(new("llama-guard3:1b"));
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();

        using var ready = await http.GetAsync("/health/ready", Token);
        var config = await http.GetFromJsonAsync<JsonElement>("/api/config", Token);

        ready.StatusCode.Should().Be(HttpStatusCode.OK);
        var missing = (await ready.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("missing");
        config.GetProperty("missing").ToString().Should().Be(missing.ToString());
        missing.EnumerateArray().Single().GetString().Should().Match("Ollama at http://127.0.0.1:* has no model that can write: fetch one with `ollama pull gpt-oss:20b`*");
        config.GetProperty("voice").GetString().Should().Be("practice");

        app.Ollama.Models.Add(new("bird"));
        app.Services.GetRequiredService<EndpointMonitor>().LookNow();
        // On the way the judge is tested, and the server is not ready.
        while (await SaidAsync("/health/ready") != """{"voice":"ollama"}""") await Task.Yield();
        (await http.GetFromJsonAsync<JsonElement>("/api/config", Token)).GetProperty("voice").GetString().Should().Be("ollama");

        async Task<string> SaidAsync(string path)
        {
            using var answer = await http.GetAsync(path, Token);
            return await answer.Content.ReadAsStringAsync(Token);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Where_practice_is_not_wanted_an_Ollama_without_a_model_is_not_ready()
    {
        await using var app = new App();
        app.Ollama.Models.Clear();
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();

        using var ready = await http.GetAsync("/health/ready", Token);

        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(Token)).Should().Contain("has no model that can write");
        (await (await app.StartAsync()).EndAsync()).Code.Should().Be(Codes.ModelMissing);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_paused_run_goes_on_with_the_successor_of_a_chosen_model_that_was_removed()
    {
        await using var app = new App();
        app.Ollama.Models.Clear();
        app.Ollama.Models.Add(new("bird") { Loaded = true });
        await app.Services.FirstRoundAsync();
        var run = await app.StartAsync();
        await run.WaitForAsync<RunPause>();

        app.Ollama.Models["bird"].Present = false;
        app.Ollama.Models.Add(new("cat") { Loaded = true });
        app.Services.GetRequiredService<EndpointMonitor>().LookNow();
        while (app.Services.GetRequiredService<ModelSelector>().Models.Output != "local/cat:latest") await Task.Yield();
        using var http = app.CreateClient();
        await http.PostAsJsonAsync($"/api/runs/{run.Id}/continue", new { text = (string?)null }, Token);

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        app.Ollama.TextCalls.Last().Model.Should().Be("cat:latest");
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_Ollama_practice_writes_and_every_client_is_told()
    {
        await using var app = new App(null, ("Practice:Mode", "Auto"));
        await app.Ollama.KillAsync();
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();

        (await http.GetFromJsonAsync<JsonElement>("/health/ready", Token)).GetProperty("voice").GetString().Should().Be("practice");
        var run = await (await http.PostAsJsonAsync("/api/runs", new { text = "a blue bird" }, Token)).Content.ReadFromJsonAsync<JsonElement>(Token);
        run.GetProperty("voice").GetString().Should().Be("practice");
    }

    [Fact(Timeout = 30_000)]
    public async Task An_Ollama_that_answered_once_is_never_replaced_by_practice()
    {
        await using var app = new App(null, ("Practice:Mode", "Auto"));
        using var http = app.CreateClient();
        await app.Services.FirstRoundAsync();
        await app.Ollama.KillAsync();

        var run = await (await http.PostAsJsonAsync("/api/runs", new { text = "a blue bird" }, Token)).Content.ReadFromJsonAsync<JsonElement>(Token);

        run.GetProperty("voice").GetString().Should().Be("ollama");
        var waits = await StageStreams.ReadAsync(http, $"/api/runs/{run.GetProperty("runId").GetString()}/events")
            .FirstAsync(told => told.Data.TryGetProperty("waitsFor", out var reason) && reason.GetString() == "model", Token);
        waits.Data.GetProperty("etaSeconds").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact(Timeout = 30_000)]
    public async Task Metrics_count_runs_and_stages_and_hold_no_text()
    {
        await using var app = new App();
        using var http = app.CreateClient();
        await StageStreams.ReadAsync(http, "/api/text_stream/stage2/mine?prompt=a+blue+canary").LastAsync(Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "Accept", "application/openmetrics-text" } } };

        var metrics = await (await http.SendAsync(request, Token)).Content.ReadAsStringAsync(Token);

        metrics.Should().Contain("interception_stage_duration_seconds_count").And.Contain("stage=\"Interception\"")
            .And.Contain("interception_runs_waiting").And.EndWith("# EOF\n").And.NotContain("canary");
    }
}
