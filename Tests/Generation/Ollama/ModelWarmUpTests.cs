using Interception.Tests.Support;

namespace Interception.Tests.Generation.Ollama;

/// <summary>What a class needs is in memory before the first child asks.</summary>
public class ModelWarmUpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task The_configured_models_are_loaded_as_soon_as_a_server_answers_the_judge_s_first()
    {
        await using var app = new App(null, ("Ollama:WarmUp", "true"), ("Models:Safety", "judge"), ("Models:Allowed:0", "bird"));
        app.Ollama.Models.Add(new("judge"));
        app.Ollama.Models.Add(new("bird"));
        app.Ollama.Models["gpt-oss:20b"].Loaded = false;

        await app.Services.FirstRoundAsync();

        (await app.Ollama.LoadCalls.WaitFor(1).WaitAsync(Cancel)).Model.Should().Be("judge");
        (await app.Ollama.LoadCalls.WaitFor(2).WaitAsync(Cancel)).Model.Should().Be("gpt-oss:20b");
        app.Ollama.Models["bird"].LoadsBegun.Should().Be(0, "nobody may ever ask for it");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_load_that_lasts_keeps_nobody_from_being_ready_and_is_shared_by_the_first_run()
    {
        await using var app = new App(null, ("Ollama:WarmUp", "true"));
        var model = app.Ollama.Models["gpt-oss:20b"];
        model.Loaded = false;
        model.HoldLoad();
        await app.Services.FirstRoundAsync();
        await app.Ollama.LoadCalls.WaitFor(1).WaitAsync(Cancel);
        using var http = app.CreateClient();
        (await http.GetAsync("/health/ready", Cancel)).IsSuccessStatusCode.Should().BeTrue();
        var run = await app.StartAsync();
        await run.WaitForAsync<Server.Contracts.StageStatusChange>(change => change.Status == Server.Contracts.StageStatus.LoadingModel);

        model.FinishLoad();

        await run.WaitForAsync<Server.Contracts.RunPause>();
        model.LoadsBegun.Should().Be(1);
    }
}
