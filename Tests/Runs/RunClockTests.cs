using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>A run may hold a place for so long in all, here ten minutes; waiting, pausing and loading are not part of it.</summary>
public sealed class RunClockTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly Turnstile _tokens = new();
    private readonly App _app;

    public RunClockTests()
    {
        _app = new(_time, ("Timeouts:Run", "00:10:00"), ("Timeouts:Stage", "12:00:00"), ("Timeouts:FirstToken", "01:00:00"),
            ("Timeouts:BetweenTokens", "01:00:00"), ("Runs:AbandonAfter", "01:00:00"), ("Queue:MaxWait", "1.00:00:00"));
        _app.Ollama.OnText(_ => Script.Tokens("a ", "bird").InLockStep(_tokens));
    }

    [Fact(Timeout = 30_000)]
    public async Task It_counts_both_halves_of_a_run_and_not_the_pause()
    {
        var run = await _app.StartAsync();
        await _app.Ollama.TextCalls.WaitFor(1);
        _time.Advance(Half);
        _tokens.Release(2);
        await run.WaitForAsync<RunPause>();
        _time.Advance(TimeSpan.FromMinutes(29));
        _app.Controls().Continue(run.Id, null);
        await _app.Ollama.TextCalls.WaitFor(2);

        _time.Advance(Half - Moment);
        _tokens.Release();
        await run.GrownToAsync(Stage.Output, chars: 1);
        _time.Advance(Moment);

        await ShouldEndAsync(run, Stage.Output, Codes.Timeout);
    }

    [Fact(Timeout = 30_000)]
    public async Task It_does_not_count_the_wait_in_the_line()
    {
        var working = await _app.StartAsync();
        var waiting = await _app.StartAsync();
        await waiting.WaitForAsync<Queued>();
        await _app.Ollama.TextCalls.WaitFor(1);
        _time.Advance(Limit - Moment);
        _tokens.Release(2);
        await working.WaitForAsync<RunPause>();
        await _app.Ollama.TextCalls.WaitFor(2);

        _time.Advance(Limit - Moment);
        _tokens.Release();
        await waiting.GrownToAsync(Stage.Interception, chars: 1);
        _time.Advance(Moment);

        await ShouldEndAsync(waiting, Stage.Interception, Codes.Timeout);
    }

    [Fact(Timeout = 30_000)]
    public async Task It_does_not_count_while_a_model_loads()
    {
        var model = _app.Ollama.Models["gpt-oss:20b"];
        model.Loaded = false;
        model.HoldLoad();
        var run = await _app.StartAsync();
        await _app.Ollama.LoadCalls.WaitFor(1);
        _time.Advance(TimeSpan.FromMinutes(4));
        model.FinishLoad();
        await _app.Ollama.TextCalls.WaitFor(1);

        _time.Advance(Limit - Moment);
        _tokens.Release();
        await run.GrownToAsync(Stage.Interception, chars: 1);
        _time.Advance(Moment);

        await ShouldEndAsync(run, Stage.Interception, Codes.Timeout);
    }

    [Fact(Timeout = 30_000)]
    public async Task Running_out_while_a_gate_checks_it_leaves_the_text_unchecked()
    {
        _app.Ollama.OnVerdict(_ => Script.StallBeforeHeaders());
        var run = await _app.StartAsync();
        await _app.Ollama.VerdictCalls.WaitFor(1);

        _time.Advance(Limit);

        await ShouldEndAsync(run, Stage.PreInterception, Codes.SafetyUnavailable);
        _app.Ollama.VerdictCalls.Should().ContainSingle();
        _app.Ollama.TextCalls.Should().BeEmpty();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ShouldEndAsync(Run run, Stage stage, string code)
    {
        var events = await run.EventsAsync();
        events.OfType<StageEnd>().Last().Should().Match<StageEnd>(end =>
            end.Stage == stage && end.Outcome == Outcome.Failed && end.Code == code);
        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Failed && end.Code == code);
        _app.ShouldHaveItsPlace();
    }
}
