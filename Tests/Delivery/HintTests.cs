using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Delivery;

/// <summary>What calls have shown is said where an operator looks: hints while runs work, what is missing while none can.</summary>
public class HintTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task A_server_whose_Ollama_queues_is_ready_and_says_which_two_settings_differ()
    {
        await using var app = new App(null, ("Ollama:ParallelPerEndpoint", "3"));
        app.Ollama.OnText(_ => Script.Lines(
            """{"model":"m","message":{"role":"assistant","content":"A bird."},"done":false}""",
            """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":4400000000,"load_duration":50000000,"prompt_eval_duration":100000000,"eval_duration":2000000000,"eval_count":60}"""));
        await app.Services.FirstRoundAsync();
        using var http = app.CreateClient();
        (await ReadyAsync(http)).EnumerateObject().Select(field => field.Name).Should().Equal("voice");

        await (await app.StartAllAsync()).EndAsync();

        var ready = await ReadyAsync(http);
        ready.GetProperty("voice").GetString().Should().Be("ollama");
        ready.GetProperty("hints").EnumerateArray().Single().GetString().Should()
            .Contain("Ollama:ParallelPerEndpoint (here 3)").And.Contain("OLLAMA_NUM_PARALLEL").And.Contain("2.3 s");
        (await http.GetStringAsync("/metrics", Token)).Should().Contain("interception_ollama_queue");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_provider_that_refuses_the_key_again_and_again_is_missing_in_words_for_who_can_change_it()
    {
        await using var mistral = new ScriptedOpenAi();
        await using var app = new App(null, ("Privacy:LocalOnly", "false"), ("Providers:mistral:BaseUrl", mistral.Address.ToString()),
            ("Models:Interception", "mistral/mistral-small-latest"), ("Runs:AbandonAfter", "00:05:00"));
        mistral.OnText = _ => Answer.Status(401, """{"message":"Unauthorized"}""");
        await app.Services.FirstRoundAsync();

        for (var n = 0; n < 2; n++) (await (await app.StartAsync()).EndAsync()).Code.Should().Be(Codes.ProviderUnavailable);

        using var http = app.CreateClient();
        var response = await http.GetAsync("/health/ready", Token);
        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(Token)).Should().Contain("Providers:mistral:ApiKey");
        app.Log.Lines.Count(line => line.Line.StartsWith("A call to mistral for mistral-small-latest failed (Refused, status 401): Unauthorized", StringComparison.Ordinal)).Should().Be(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_at_a_server_that_loads_says_so_and_goes_on()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Status(503, """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""", "application/json", "Retry-After: 1"));

        var run = await app.StartAllAsync();

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        (await run.EventsAsync()).OfType<StageStatusChange>().Where(change => change.Stage == Stage.Interception).Select(change => change.Status)
            .Should().Equal(StageStatus.Reading, StageStatus.LoadingModel, StageStatus.Reading, StageStatus.Writing, StageStatus.Checking);
    }

    private static Task<JsonElement> ReadyAsync(HttpClient http) => http.GetFromJsonAsync<JsonElement>("/health/ready", Token);
}
