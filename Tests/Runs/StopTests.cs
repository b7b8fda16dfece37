using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Runs;

/// <summary>A stop ends a run wherever it is, once.</summary>
public class StopTests
{
    [Fact(Timeout = 30_000)]
    public async Task Stopped_while_it_waits_in_the_line_a_run_never_asks_a_model()
    {
        await using var app = new App();
        var (working, _) = await app.StartWritingAsync();
        var waiting = await app.StartAsync("an idea that nobody reads");
        (await waiting.WaitForAsync<Queued>()).Position.Should().Be(1);
        var asked = app.Ollama.Requests.Count;

        await app.Controls().StopAsync(waiting.Id);

        ShouldBeStopped(await waiting.EventsAsync());
        (await waiting.EventsAsync()).Should().NotContain(happened => happened is StageStart);
        await app.Controls().StopAsync(working.Id);
        app.Ollama.Requests.Skip(asked).Should().NotContain(request => request.Body.Contains("nobody reads"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Those_behind_a_stopped_run_move_up_and_are_served()
    {
        await using var app = new App();
        var (working, _) = await app.StartWritingAsync();
        var leaves = await app.StartAsync();
        await leaves.WaitForAsync<Queued>();
        var stays = await app.StartAsync();
        await stays.WaitForAsync<Queued>(queued => queued.Position == 2);

        await app.Controls().StopAsync(leaves.Id);
        await stays.WaitForAsync<Queued>(queued => queued.Position == 1);
        await app.Controls().StopAsync(working.Id);

        await stays.WaitForAsync<RunPause>();
    }

    [Fact(Timeout = 30_000)]
    public async Task Stopped_while_it_is_paused_a_run_ends_at_once()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();

        await app.Controls().StopAsync(run.Id);

        var events = await run.EventsAsync();
        ShouldBeStopped(events);
        events[^2].Should().BeOfType<RunPause>();
        (await run.TextAsync(Stage.Interception)).Should().Be(ScriptedOllama.Text);
        (await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.Output))).Code.Should().Be(Codes.StageNotReached);
        ServerRuns.Refusal(() => app.Controls().Continue(run.Id, null)).Code.Should().Be(Codes.Conflict);
    }

    [Fact(Timeout = 30_000)]
    public async Task Stopped_while_a_gate_checks_it_is_stopped_and_not_unsafe()
    {
        await using var app = new App();
        app.Ollama.OnVerdict(_ => Script.StallBeforeHeaders());
        var run = await app.StartAsync();
        var asked = await app.Ollama.VerdictCalls.WaitFor(1);

        await app.Controls().StopAsync(run.Id);

        await asked.ClientLeft;
        var events = await run.EventsAsync();
        ShouldBeStopped(events);
        events.OfType<StageEnd>().Single().Should().Match<StageEnd>(end =>
            end.Stage == Stage.PreInterception && end.Outcome == Outcome.Stopped && end.Code == Codes.Stopped);
        app.Ollama.VerdictCalls.Should().ContainSingle();
    }

    [Fact(Timeout = 30_000)]
    public async Task Stopped_while_a_model_writes_it_keeps_its_text_and_the_model_is_told()
    {
        await using var app = new App();
        var (run, _) = await app.StartWritingAsync();

        await app.Controls().StopAsync(run.Id);

        await app.Ollama.TextCalls[0].ClientLeft;
        ShouldBeStopped(await run.EventsAsync());
        (await run.Pieces(Stage.Interception).FirstAsync(TestContext.Current.CancellationToken)).Should().Be("bird");
    }

    [Fact(Timeout = 30_000)]
    public async Task Stopped_in_its_second_half_a_run_is_stopped_in_that_stage()
    {
        await using var app = new App();
        var run = await app.StartAndPauseAsync();
        app.Ollama.EnqueueText(Script.Tokens("A ").ThenStall());
        app.Controls().Continue(run.Id, null);
        await run.GrownToAsync(Stage.Output, chars: 1);

        await app.Controls().StopAsync(run.Id);

        var events = await run.EventsAsync();
        ShouldBeStopped(events);
        events.OfType<StageEnd>().Last().Should().Match<StageEnd>(end => end.Stage == Stage.Output && end.Outcome == Outcome.Stopped);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stop_of_an_ended_run_does_nothing()
    {
        await using var app = new App();
        var run = await app.StartAllAsync();
        var events = await run.EventsAsync();

        await app.Controls().StopAsync(run.Id);
        await app.Controls().StopAsync(run.Id);

        (await run.EventsAsync()).Should().Equal(events);
        events.Last().Should().Match<RunEnd>(end => end.Outcome == Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task Many_stops_at_any_moment_make_one_end()
    {
        await using var app = new App(settings: ("Ollama:ParallelPerEndpoint", "10"));
        var runs = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => app.StartAsync()));

        await Task.WhenAll(runs.Select((run, n) => Task.Run(async () =>
        {
            if (n % 4 == 1) await run.WaitForAsync<StageStart>();
            if (n % 4 == 2) await run.WaitForAsync<StageStart>(begun => begun.Stage == Stage.Interception);
            if (n % 4 == 3) await run.WaitForAsync<RunPause>();
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => app.Controls().StopAsync(run.Id))));
        })));

        foreach (var run in runs) ShouldBeStopped(await run.EventsAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_server_that_goes_down_ends_all_its_runs_and_takes_no_more()
    {
        await using var app = new App();
        var (working, _) = await app.StartWritingAsync();
        var waiting = await app.StartAsync();
        await waiting.WaitForAsync<Queued>();

        _ = app.Controls().FinishAsync();
        await app.Controls().CloseAsync();

        foreach (var run in new[] { working, waiting })
        {
            (await run.EndAsync()).Should().Match<RunEnd>(end =>
                end.Outcome == Outcome.Stopped && end.Code == Codes.ShuttingDown && end.RetryAfterMs > 0);
        }

        (await ServerRuns.EndingOfAsync(() => app.StartAsync())).Code.Should().Be(Codes.ShuttingDown);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_starts_in_the_moment_in_which_the_server_goes_down_does_not_stay_behind()
    {
        var time = new InterruptingTime();
        await using var app = new App(time);
        app.Ollama.OnVerdict(_ => Script.StallBeforeHeaders());
        // A new run sets its alarm: by then the controls has taken it, and is closed before it is on the list.
        var controls = app.Controls();
        time.BeforeNextTimer = () => controls.FinishAsync();

        (await ServerRuns.EndingOfAsync(() => app.StartAsync())).Code.Should().Be(Codes.ShuttingDown);
    }

    private static void ShouldBeStopped(IReadOnlyList<RunEvent> events)
    {
        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Stopped && end.Code == Codes.Stopped);
        events.OfType<RunEnd>().Should().ContainSingle();
        events.OfType<StageStart>().Should().HaveSameCount(events.OfType<StageEnd>());
    }

    /// <summary>Lets something happen in between.</summary>
    private sealed class InterruptingTime : TimeProvider
    {
        public Action? BeforeNextTimer { get; set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var happens = BeforeNextTimer;
            BeforeNextTimer = null;
            happens?.Invoke();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
