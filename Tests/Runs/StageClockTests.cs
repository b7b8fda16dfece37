using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>A stage has its time, here three minutes; a model's loading is not part of it.</summary>
public sealed class StageClockTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly App _app;

    public StageClockTests() => _app = new(_time, ("Timeouts:Stage", "00:03:00"), ("Timeouts:FirstToken", "01:00:00"),
        ("Timeouts:BetweenTokens", "01:00:00"), ("Timeouts:Run", "12:00:00"), ("Runs:AbandonAfter", "01:00:00"));

    [Fact(Timeout = 30_000)]
    public async Task A_stage_that_writes_too_long_is_a_timeout_and_its_model_is_told()
    {
        var (run, tokens) = await _app.StartWritingAsync();
        _time.Advance(Limit - Moment);
        tokens.Release();
        await run.GrownToAsync(Stage.Interception, 2 * "bird ".Length - 1);

        _time.Advance(Moment);

        await _app.Ollama.TextCalls[0].ClientLeft;
        await ShouldEndAsync(run, Stage.Interception, Codes.Timeout);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_translation_that_takes_too_long_is_a_timeout_too()
    {
        _app.Ollama.OnText(_ => Script.Tokens("Ein ").ThenStall());
        var run = await _app.StartAsync(new RunRequest { Text = "a blue bird", TranslateTo = "de" });
        await run.GrownToAsync(Stage.PreInterception, "Ein".Length);

        _time.Advance(Limit);

        await ShouldEndAsync(run, Stage.PreInterception, Codes.Timeout);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_check_that_takes_too_long_is_no_yes_and_is_not_asked_again()
    {
        _app.Ollama.OnVerdict(_ => Script.StallBeforeHeaders());
        var run = await _app.StartAsync();
        var asked = await _app.Ollama.VerdictCalls.WaitFor(1);

        _time.Advance(Limit);

        await asked.ClientLeft;
        await ShouldEndAsync(run, Stage.PreInterception, Codes.SafetyUnavailable);
        _app.Ollama.VerdictCalls.Should().ContainSingle();
        _app.Ollama.TextCalls.Should().BeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task A_check_of_a_written_text_that_takes_too_long_is_no_yes_either()
    {
        _app.Ollama.EnqueueVerdict(Script.Verdict("SAFE"), Script.StallBeforeHeaders());
        var run = await _app.StartAllAsync();
        await _app.Ollama.VerdictCalls.WaitFor(2);

        _time.Advance(Limit);

        await ShouldEndAsync(run, Stage.Interception, Codes.SafetyUnavailable);
        _app.Ollama.VerdictCalls.Should().HaveCount(2);
        _app.Ollama.TextCalls.Should().ContainSingle();
    }

    [Fact(Timeout = 30_000)]
    public async Task Each_stage_has_its_own_time()
    {
        var holds = new Turnstile();
        _app.Ollama.OnText(_ => Script.Tokens("a bird").InLockStep(holds));
        var run = await _app.StartAllAsync();
        for (var text = 1; text <= 2; text++)
        {
            await _app.Ollama.TextCalls.WaitFor(text);
            _time.Advance(Limit - Moment);
            holds.Release();
        }

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task While_a_judge_loads_the_clock_stands_still_and_then_goes_on()
    {
        _app.Ollama.OnVerdict(_ => Script.StallBeforeHeaders());
        var model = _app.Ollama.Models["gpt-oss:20b"];
        model.Loaded = false;
        model.HoldLoad();
        var run = await _app.StartAsync();
        await LoadForTooLongAsync(_app, model);

        await _app.Ollama.VerdictCalls.WaitFor(1);
        _time.Advance(Limit - Moment);
        run.Ended.IsCompleted.Should().BeFalse();
        _time.Advance(Moment);

        await ShouldEndAsync(run, Stage.PreInterception, Codes.SafetyUnavailable);
    }

    [Fact(Timeout = 30_000)]
    public async Task While_a_writing_model_loads_the_clock_stands_still_and_then_goes_on()
    {
        await using var app = new App(_time, ("Models:Interception", "writer"), ("Timeouts:Stage", "00:03:00"),
            ("Timeouts:FirstToken", "01:00:00"), ("Timeouts:BetweenTokens", "01:00:00"), ("Runs:AbandonAfter", "01:00:00"));
        var model = new ScriptedModel("writer");
        app.Ollama.Models.Add(model);
        model.HoldLoad();
        var tokens = new Turnstile();
        app.Ollama.OnText(_ => Script.Tokens(Enumerable.Repeat("bird ", 5)).InLockStep(tokens));
        var run = await app.StartAsync();
        await LoadForTooLongAsync(app, model);

        await app.Ollama.TextCalls.WaitFor(1);
        _time.Advance(Limit - Moment);
        tokens.Release();
        await run.GrownToAsync(Stage.Interception, "bird".Length);
        _time.Advance(Moment);

        await ShouldEndAsync(run, Stage.Interception, Codes.Timeout);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task LoadForTooLongAsync(App app, ScriptedModel model)
    {
        await app.Ollama.LoadCalls.WaitFor(1);
        _time.Advance(Limit + TimeSpan.FromMinutes(1));
        model.FinishLoad();
    }

    private static async Task ShouldEndAsync(Run run, Stage stage, string code)
    {
        var events = await run.EventsAsync();
        events.OfType<StageEnd>().Last().Should().Match<StageEnd>(end =>
            end.Stage == stage && end.Outcome == Outcome.Failed && end.Code == code);
        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Failed && end.Code == code);
        events.OfType<RunEnd>().Should().ContainSingle();
    }
}
