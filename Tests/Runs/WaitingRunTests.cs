using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>A run that has no place yet.</summary>
public sealed class WaitingRunTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly App _app;

    public WaitingRunTests() => _app = new(_time, ("Queue:Capacity", "3"), ("Queue:MaxWait", "00:10:00"), ("Runs:AbandonAfter", "01:00:00"),
        ("Timeouts:FirstToken", "01:00:00"), ("Timeouts:BetweenTokens", "01:00:00"), ("Timeouts:Stage", "12:00:00"));

    [Fact(Timeout = 30_000)]
    public async Task It_tells_every_change_of_its_position_and_nothing_else_until_it_begins()
    {
        await _app.StartWritingAsync();
        var waiting = new List<Run>();
        for (var child = 1; child <= 3; child++)
        {
            waiting.Add(await _app.StartAsync());
            (await waiting[^1].WaitForAsync<Queued>()).Should().Match<Queued>(queued => queued.Position == child);
        }

        await _app.Controls().StopAsync(waiting[1].Id);
        await _app.Controls().StopAsync(waiting[0].Id);
        await waiting[2].WaitForAsync<Queued>(queued => queued.Position == 1);
        await _app.Controls().StopAsync(waiting[2].Id);

        (await waiting[2].EventsAsync()).Select(happened => (happened as Queued)?.Position).Should().Equal(null, 3, 2, 1, null);
    }

    [Fact(Timeout = 30_000)]
    public async Task Waiting_too_long_it_ends_as_busy_and_says_when_to_come_back()
    {
        await _app.StartWritingAsync();
        var asked = _app.Ollama.VerdictCalls.Count;
        var run = await _app.StartAsync();
        await run.WaitForAsync<Queued>();

        _time.Advance(TimeSpan.FromMinutes(10));

        var events = await run.EventsAsync();
        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Failed && end.Code == Codes.Busy && end.RetryAfterMs > 0);
        events.Should().NotContain(happened => happened is StageStart);
        (await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.PreInterception))).Code.Should().Be(Codes.StageNotReached);
        _app.Ollama.VerdictCalls.Should().HaveCount(asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_start_that_finds_a_full_line_is_busy_at_once_and_a_paused_run_takes_no_place_in_it()
    {
        var paused = await _app.StartAndPauseAsync();
        await _app.StartWritingAsync();
        for (var child = 1; child <= 3; child++) await _app.StartAsync();

        (await ServerRuns.EndingOfAsync(() => _app.StartAsync())).Code.Should().Be(Codes.Busy);
        paused.Ended.IsCompleted.Should().BeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task Going_on_after_a_pause_waits_at_the_end_of_the_line()
    {
        var paused = await _app.StartAndPauseAsync();
        var (working, _) = await _app.StartWritingAsync();
        var first = await _app.StartAsync();
        await first.WaitForAsync<Queued>();

        _app.Controls().Continue(paused.Id, null);
        (await paused.WaitForAsync<Queued>()).Position.Should().Be(2);
        await _app.Controls().StopAsync(working.Id);

        (await paused.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        (await first.WaitForAsync<RunPause>()).At.Should().BeGreaterThan(0);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
