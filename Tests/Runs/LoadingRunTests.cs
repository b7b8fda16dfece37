using Interception.Server.Contracts;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.OpenAi;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Runs;

/// <summary>A model that is being loaded holds no place of others, and whoever waits for it keeps its turn.</summary>
public sealed class LoadingRunTests : IAsyncDisposable
{
    private readonly ScriptedModel _bird = new("bird");
    private readonly App _app = new(null, ("Models:Interception", "bird"));

    public LoadingRunTests()
    {
        _app.Ollama.Models.Add(_bird);
        _bird.HoldLoad();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact(Timeout = 30_000)]
    public async Task A_run_whose_model_is_loaded_holds_no_place_of_those_who_need_another_one()
    {
        var waits = await LoadingAsync(await _app.StartAsync());

        var other = await StartOtherAsync();
        await other.WaitForAsync<RunPause>();

        waits.State.Should().Be(RunState.Working, "its turn has begun");
        _bird.FinishLoad();
        await waits.WaitForAsync<RunPause>();
        (await waits.TextAsync(Stage.Interception)).Should().Be(ScriptedOllama.Text);
        (_bird.LoadsBegun, _app.Ollama.LoadCalls.Count).Should().Be((1, 1));
        _app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task It_goes_on_at_the_head_of_the_line_when_its_model_is_there()
    {
        var waits = await LoadingAsync(await _app.StartAsync("bird 0"));
        var tokens = new Turnstile();
        _app.Ollama.EnqueueText(Script.Tokens("a", "b").InLockStep(tokens));
        var works = await StartOtherAsync();
        await _app.Ollama.TextCalls.WaitFor(1);
        var behind = await StartOtherAsync();
        await behind.WaitForAsync<Queued>(told => told is { Position: 1, WaitsFor: WaitReason.Place });

        _bird.FinishLoad();
        await waits.WaitForAsync<Queued>(told => told is { Position: 1, WaitsFor: WaitReason.Place });
        tokens.Release(2);

        foreach (var run in new[] { waits, works, behind }) await run.WaitForAsync<RunPause>();
        _app.Ollama.TextCalls.Select(call => call.Model).Should().Equal("gpt-oss:20b", "bird", "gpt-oss:20b");
        (await waits.EventsUntilAsync<RunPause>()).OfType<StageStatusChange>().Where(change => change.Stage == Stage.Interception)
            .Select(change => change.Status).Should().ContainInOrder(StageStatus.LoadingModel, StageStatus.Reading, StageStatus.Writing, StageStatus.Checking);
    }

    [Fact(Timeout = 30_000)]
    public async Task Those_who_wait_for_the_same_model_share_one_load_and_go_on_in_their_order()
    {
        var runs = new List<Run>();
        for (var n = 0; n < 3; n++) runs.Add(await LoadingAsync(await _app.StartAsync($"bird {n}")));

        _bird.FinishLoad();

        foreach (var run in runs) await run.WaitForAsync<RunPause>();
        _app.Ollama.TextCalls.Select(call => call.Part("idea")).Should().Equal("bird 0", "bird 1", "bird 2");
        (_bird.LoadsBegun, _app.Ollama.LoadCalls.Count).Should().Be((1, 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task Where_all_need_the_model_that_is_loaded_the_line_stands_and_says_why()
    {
        await using var app = new App();
        var only = app.Ollama.Models["gpt-oss:20b"];
        only.Loaded = false;
        only.HoldLoad();
        var runs = new List<Run> { await app.StartAllAsync("bird 0") };
        await runs[0].WaitForAsync<StageStatusChange>(change => change is { Stage.Name: nameof(Stage.PreInterception), Status: StageStatus.LoadingModel });
        for (var n = 1; n < 4; n++)
        {
            runs.Add(await app.StartAllAsync($"bird {n}"));
            var told = await runs[n].WaitForAsync<Queued>();
            (told.Position, told.EtaSeconds, told.WaitsFor).Should().Be((n, null, WaitReason.Model));
        }

        only.FinishLoad();

        foreach (var run in runs) (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        app.Ollama.TextCalls.Select(call => call.Part("idea")).OfType<string>().Should().Equal("bird 0", "bird 1", "bird 2", "bird 3");
        (only.LoadsBegun, app.Ollama.LoadCalls.Count).Should().Be((1, 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_is_stopped_while_its_model_is_loaded_leaves_at_once_and_the_next_one_finds_the_load()
    {
        var leaves = await LoadingAsync(await _app.StartAsync());
        var stays = await LoadingAsync(await _app.StartAsync());

        await _app.Controls().StopAsync(leaves.Id).WaitAsync(Cancel);

        (await leaves.EndAsync()).Outcome.Should().Be(Outcome.Stopped);
        _app.ShouldHaveItsPlace();
        _bird.FinishLoad();
        await stays.WaitForAsync<RunPause>();
        (_bird.LoadsBegun, _bird.LoadsThrownAway).Should().Be((1, 0));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_load_that_fails_is_begun_again_like_any_call()
    {
        _bird.FinishLoad();
        var loads = 0;
        _app.Ollama.OnLoad(_ => ++loads == 1 ? Script.Error(500, "no memory") : null);

        var run = await _app.StartAsync();

        await run.WaitForAsync<RunPause>();
        (await run.EventsUntilAsync<RunPause>()).OfType<StageStatusChange>().Where(change => change.Stage == Stage.Interception)
            .Select(change => change.Status).Should().ContainInOrder(StageStatus.LoadingModel, StageStatus.Retrying, StageStatus.LoadingModel, StageStatus.Writing);
        _app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task Where_models_push_each_other_out_of_memory_a_load_keeps_its_place()
    {
        await _app.Services.FirstRoundAsync();
        var turns = _app.Services.GetRequiredService<ModelTurns>();
        for (var n = 0; n < 2; n++) turns.Loaded(new OllamaModel(_app.Ollama.Address, "bird"), ["gpt-oss:20b"], TimeSpan.FromSeconds(1));
        var waits = await LoadingAsync(await _app.StartAsync());

        var other = await StartOtherAsync();

        await other.WaitForAsync<Queued>(told => told is { Position: 1, WaitsFor: WaitReason.Place });
        _app.Services.GetRequiredService<EndpointSlots>().Taken.Should().Be(1, "who worked on would keep the model from being loaded");
        _bird.FinishLoad();
        foreach (var run in new[] { waits, other }) await run.WaitForAsync<RunPause>();
    }

    [Fact(Timeout = 30_000)]
    public async Task So_it_is_with_a_server_of_the_other_dialect_that_loads()
    {
        await using var llama = new ScriptedOpenAi { Models = ["bluebird"] };
        var loads = true;
        llama.OnText = _ => Volatile.Read(ref loads) ? Answer.Status(503, """{"error":{"code":503,"message":"Loading model"}}""") : Answer.Tokens(ScriptedOllama.Tokens);
        await using var app = new App(null, ("Models:Interception", "llama/bluebird"), ("Providers:llama:BaseUrl", llama.Address.ToString()));
        var waits = await LoadingAsync(await app.StartAsync());

        var other = await app.StartAsync(new RunRequest { Text = "a cat on a roof", Model = "gpt-oss:20b" });
        await other.WaitForAsync<RunPause>();

        Volatile.Write(ref loads, false);
        await waits.WaitForAsync<RunPause>();
        app.ShouldHaveItsPlace();
    }

    private static async Task<Run> LoadingAsync(Run run)
    {
        await run.WaitForAsync<StageStatusChange>(change => change is { Stage.Name: nameof(Stage.Interception), Status: StageStatus.LoadingModel });
        return run;
    }

    private Task<Run> StartOtherAsync() => _app.StartAsync(new RunRequest { Text = "a cat on a roof", Model = "gpt-oss:20b" });
}
