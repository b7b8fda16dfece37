using System.Net.Http.Json;
using System.Text.Json;
using Interception.Server.Contracts;
using Interception.Server.Generation.Ollama.Models;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Generation.Ollama;

/// <summary>A configured model that is missing is fetched when that is wanted, and whoever needs it waits and sees how far it is.</summary>
public class PullTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Nothing_is_fetched_unless_it_is_wanted()
    {
        await using var app = AppWith("false");
        await app.Services.FirstRoundAsync();

        (await MissingAsync(app)).Should().Equal("The model bird is not there: fetch it with `ollama pull bird`.");
        app.Ollama.Requests.Should().NotContain(request => request.Path == "/api/pull");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_missing_model_is_fetched_once_and_the_teacher_sees_how_far_it_is()
    {
        await using var app = AppWith("true");
        var lines = Holding(app, steps: 4);
        await app.Services.FirstRoundAsync();
        lines.Release();

        await UntilAsync(async () => (await MissingAsync(app)).Single() == "The model bird is not there yet: 25 % of it have been fetched.");
        var bird = (await ModelsAsync(app)).Single(model => model.GetProperty("name").GetString() == "local/bird");
        bird.GetProperty("pull").ToString().Should().Be("""{"completed":1,"total":4}""");
        bird.GetProperty("status").GetString().Should().Be("missing");

        lines.Release(4);
        await UntilAsync(async () => (await MissingAsync(app)).Count == 0);
        (await ModelsAsync(app)).Should().OnlyContain(model => model.GetProperty("pull").ValueKind == JsonValueKind.Null);
        app.Ollama.Requests.Count(request => request.Path == "/api/pull").Should().Be(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_waits_for_its_model_with_its_clocks_standing_still_and_says_how_far_it_is()
    {
        const int steps = 6;
        var time = new WatchedTime();
        await using var app = AppWith("true", time, true, ("Runs:AbandonAfter", "01:00:00"));
        var lines = Holding(app, steps);
        await app.Services.FirstRoundAsync();
        var pull = app.Services.GetRequiredService<ModelPulls>().Running("bird")!;
        var run = await app.StartAsync();
        (await run.WaitForAsync<StageStatusChange>(change => change.Stage == Stage.Interception)).Status.Should().Be(StageStatus.LoadingModel);

        for (var step = 1; step <= steps; step++)
        {
            lines.Release();
            await UntilAsync(() => Task.FromResult(pull.Progress.Completed == step));
            await time.AwaitedAsync(TimeSpan.FromSeconds(0.5), Cancel);
            // All of them together are longer than a load, a stage and a run may be.
            time.Advance(TimeSpan.FromMinutes(4));
            await PassAsync(time, run.WaitForAsync<ModelPull>(said => said == new ModelPull(Stage.Interception, "local/bird", step, steps) with { Seq = said.Seq, At = said.At }));
        }

        lines.Release();
        await PassAsync(time, run.WaitForAsync<RunPause>());
        (await run.TextAsync(Stage.Interception)).Should().Be(ScriptedOllama.Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_waits_for_its_model_holds_no_place_of_those_who_need_another_one()
    {
        await using var app = AppWith("true");
        var lines = Holding(app, steps: 2);
        await app.Services.FirstRoundAsync();
        var waits = await app.StartAsync();
        await waits.WaitForAsync<StageStatusChange>(change => change is { Stage.Name: nameof(Stage.Interception), Status: StageStatus.LoadingModel });

        var other = await app.StartAsync(new RunRequest { Text = "a cat on a roof", Model = "gpt-oss:20b" });
        await other.WaitForAsync<RunPause>();

        lines.Release(3);
        await waits.WaitForAsync<RunPause>();
        app.ShouldHaveItsPlace();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_model_that_cannot_be_had_is_said_with_Ollama_s_reason()
    {
        await using var app = AppWith("true", null, known: false);
        await app.Services.FirstRoundAsync();

        await UntilAsync(async () => (await MissingAsync(app)).Single() ==
            "The model bird is not there and cannot be fetched: pull model manifest: file does not exist");
        (await (await app.StartAsync()).EndAsync()).Code.Should().Be(Codes.ModelMissing);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_model_is_fetched_at_each_server_that_lacks_it()
    {
        await using var other = new ScriptedOllama();
        other.Models.Add(new("bird") { Present = false });
        await using var app = AppWith("true", null, true, ("Ollama:Endpoints:1", other.Address.ToString()));

        await app.Services.FirstRoundAsync();

        await UntilAsync(async () => (await MissingAsync(app)).Count == 0);
        (app.Ollama.Models["bird"].Present, other.Models["bird"].Present).Should().Be((true, true));
    }

    private static App AppWith(string pull, TimeProvider? time = null, bool known = true, params (string Key, string Value)[] settings)
    {
        var app = new App(time, [("Models:Interception", "bird"), ("Ollama:PullMissingModels", pull), .. settings]);
        if (known) app.Ollama.Models.Add(new("bird") { Present = false });
        return app;
    }

    /// <summary>A pull whose lines wait until they are released, a byte each; after the last of them, the success, the model is there.</summary>
    private static Turnstile Holding(App app, int steps)
    {
        var lines = new Turnstile();
        var progress = Enumerable.Range(1, steps).Select(completed =>
            $$"""{"status":"pulling 6a07","digest":"sha256:6a07","total":{{steps}},"completed":{{completed}}}""");
        app.Ollama.On("/api/pull", _ => Script.Lines([.. progress, """{"status":"success"}"""]).InLockStep(async n =>
        {
            await lines.PassAsync(Cancel);
            if (n == steps) app.Ollama.Models["bird"].Present = true;
        }));
        return lines;
    }

    /// <summary>Lets time go on until it has happened: a leap may have overrun a call of the watch, which then waits for its next time.</summary>
    private static async Task PassAsync<T>(WatchedTime time, ValueTask<T> happening)
    {
        var happened = happening.AsTask();
        while (await Task.WhenAny(happened, Task.Delay(10, Cancel)) != happened) time.Advance(TimeSpan.FromSeconds(0.1));
        await happened;
    }

    /// <summary>Asks again until it is so.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo()) await Task.Yield();
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(App app)
    {
        using var http = app.CreateClient();
        var ready = await (await http.GetAsync("/health/ready", Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return ready.TryGetProperty("missing", out var missing) ? [.. missing.EnumerateArray().Select(line => line.GetString()!)] : [];
    }

    private static async Task<JsonElement[]> ModelsAsync(App app)
    {
        using var http = app.CreateClient();
        return (await http.GetFromJsonAsync<JsonElement[]>("/api/models", Cancel))!;
    }
}
