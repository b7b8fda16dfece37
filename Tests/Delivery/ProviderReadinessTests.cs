using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation.OpenAi;
using Interception.Tests.Support;
using Interception.Tests.Support.OpenAi;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Delivery;

/// <summary>A local server of the OpenAI dialect is asked for its models: what is wrong with it is said before a child meets it.</summary>
public sealed class ProviderReadinessTests : IAsyncDisposable
{
    private readonly ScriptedOpenAi _llama = new() { Models = ["bluebird"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _llama.DisposeAsync();

    [Fact(Timeout = 30_000)]
    public async Task One_on_this_machine_is_local_and_ready_without_Ollama()
    {
        await using var app = AppWith("bluebird");
        await app.Ollama.KillAsync();

        (await MissingAsync(app)).Should().BeEmpty();
        (await (await app.StartAllAsync()).EndAsync()).Outcome.Should().Be(Outcome.Completed);
        _llama.Requests.Count(request => request.Path == "/v1/models").Should().Be(1, "a server that is well is left in peace");
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_does_not_answer_is_named_with_its_model_and_the_way_out_until_it_answers()
    {
        await _llama.KillAsync();
        await using var app = AppWith("bluebird");

        (await MissingAsync(app)).Should().Equal(
            $"The server llama at {Url} does not answer, so bluebird cannot be asked: start it, or mend Providers:llama:BaseUrl.");
    }

    [Fact(Timeout = 30_000)]
    public async Task One_without_the_model_is_told_with_those_that_it_has()
    {
        _llama.Models = ["blackbird", "redbird"];
        await using var app = AppWith("bluebird", ("Models:Output", "llama/redbird"));

        (await MissingAsync(app)).Should().Equal(
            $"The server llama at {Url} does not have the model bluebird: load it there, or name one that it has in " +
            "Models:Interception, Models:Translation, Models:Safety (blackbird, redbird).");
        using var http = app.CreateClient();
        var models = (await http.GetFromJsonAsync<JsonElement[]>("/api/models", Cancel))!;
        models.Select(model => (model.GetProperty("name").GetString(), model.GetProperty("status").GetString()))
            .Should().BeEquivalentTo([("llama/bluebird", "missing"), ("llama/redbird", "present")]);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task One_without_a_list_is_believed(int status)
    {
        _llama.OnList = Answer.Status(status, "{}");
        await using var app = AppWith("bluebird");

        (await MissingAsync(app)).Should().BeEmpty();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("<h1>Hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"data":null}""")]
    public async Task A_list_that_is_none_is_no_list(string body)
    {
        _llama.OnList = Answer.Status(200, body);
        await using var app = AppWith("bluebird");

        (await MissingAsync(app)).Should().BeEmpty();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"data":[{"id":"models/bluebird"}]}""")]
    [InlineData("""{"data":[{"id":"/srv/big.gguf","aliases":["bluebird"]},null]}""")]
    [InlineData("""{"data":[{"id":"BlueBird:latest"}]}""")]
    public async Task A_name_may_be_written_in_more_than_one_way(string body)
    {
        _llama.OnList = Answer.Status(200, body);
        await using var app = AppWith("bluebird");

        (await MissingAsync(app)).Should().BeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task The_recorded_list_of_a_real_llama_server_is_understood()
    {
        _llama.OnList = Answer.Recording("models.http");
        await using var well = AppWith("bluebird");
        (await MissingAsync(well)).Should().BeEmpty();

        await using var other = AppWith("canary");
        (await MissingAsync(other)).Should().ContainSingle().Which.Should().EndWith("(bluebird).");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_key_that_is_refused_is_told_and_never_shown()
    {
        _llama.OnList = Answer.Status(401, "{}");
        await using var app = AppWith("bluebird", ("Providers:llama:ApiKey", "k7-secret"));

        (await MissingAsync(app)).Should().Equal(
            $"The server llama at {Url} refuses the key, so bluebird cannot be asked: mend Providers:llama:ApiKey.");
    }

    [Theory(Timeout = 30_000)]
    [InlineData(503, """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""", null)]
    [InlineData(503, "", "Retry-After: 1")]
    [InlineData(500, """{"error":"unexpected server status: llm server loading model"}""", null)]
    public async Task One_that_still_loads_is_said_to_and_runs_wait_for_it(int status, string body, string? header)
    {
        var loading = Answer.Status(status, body, "application/json", header is null ? [] : [header]);
        _llama.OnList = loading;
        _llama.Always = _ => _llama.OnList;
        await using var app = new App(new FastTime(20), [.. Settings("bluebird"), ("Timeouts:Connect", "00:01:00")]);
        (await MissingAsync(app)).Should().Equal($"The server llama at {Url} is still loading its model, so bluebird cannot be asked yet: one moment.");
        var run = await app.StartAsync();
        await run.WaitForAsync<StageStatusChange>(change => change.Status == StageStatus.LoadingModel);

        _llama.OnList = null;

        await run.WaitForAsync<RunPause>();
        while ((await MissingAsync(app)).Count > 0) await Task.Yield();
    }

    [Fact(Timeout = 30_000)]
    public async Task When_a_run_fails_it_is_asked_anew()
    {
        await using var app = AppWith("bluebird");
        (await MissingAsync(app)).Should().BeEmpty();
        _llama.Models = ["redbird"];
        _llama.Always = _ => Answer.Status(404, "{}");

        (await (await app.StartAllAsync()).EndAsync()).Code.Should().Be(Codes.ModelMissing);

        while ((await MissingAsync(app)).Count == 0) await Task.Yield();
    }

    [Fact(Timeout = 30_000)]
    public async Task Before_it_has_been_asked_once_the_server_is_not_ready()
    {
        _llama.OnList = Answer.StallBeforeHeaders();
        await using var app = new App(null, [.. Settings("bluebird"), ("Timeouts:Connect", "00:01:00")]);
        await app.Services.FirstRoundAsync();
        using var http = app.CreateClient();

        (await http.GetStringAsync("/health/live", Cancel)).Should().BeEmpty();
        (await (await http.GetAsync("/health/ready", Cancel)).Content.ReadAsStringAsync(Cancel)).Should().Contain("for the first time");
    }

    private string Url => _llama.Address.ToString().TrimEnd('/');

    private App AppWith(string model, params (string, string)[] settings) => new(null, [.. Settings(model).ExceptBy(settings.Select(set => set.Item1), set => set.Item1), .. settings]);

    private (string, string)[] Settings(string model) =>
    [
        ("Providers:llama:BaseUrl", _llama.Address.ToString()), ("Models:Interception", $"llama/{model}"), ("Models:Output", $"llama/{model}"),
        ("Models:Translation", $"llama/{model}"), ("Models:Safety", $"llama/{model}"),
    ];

    private static async Task<IReadOnlyList<string>> MissingAsync(App app)
    {
        await app.Services.FirstRoundAsync();
        await app.Services.GetRequiredService<ProviderWatch>().FirstRound.WaitAsync(Cancel);
        using var http = app.CreateClient();
        var config = await http.GetFromJsonAsync<JsonElement>("/api/config", Cancel);
        return [.. config.GetProperty("missing").EnumerateArray().Select(sentence => sentence.GetString()!)];
    }
}
