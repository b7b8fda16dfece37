using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Tests.Support;

namespace Interception.Tests.Delivery;

/// <summary>What the page asks of the server before a run.</summary>
public class InfoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000), InlineData("de"), InlineData("en")]
    public async Task There_are_eight_presets_in_both_languages(string language)
    {
        await using var app = new App();
        using var http = app.CreateClient();

        var presets = (await http.GetFromJsonAsync<JsonElement[]>($"/api/presets?lang={language}", Token))!;

        presets.Should().HaveCount(8);
        foreach (var field in new[] { "id", "name", "rules" })
            presets.Select(preset => preset.GetProperty(field).GetString()).Should().OnlyHaveUniqueItems().And.NotContain("");
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
        var last = await StageStreams.ReadAsync(http, $"/api/runs/{run.GetProperty("runId").GetString()}/events").LastAsync(Token);
        last.Data.GetProperty("code").GetString().Should().Be("safety_unavailable");
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
