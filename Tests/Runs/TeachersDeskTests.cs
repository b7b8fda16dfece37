using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>What a teacher may see and do: the list of runs, the line held and released, all stopped.</summary>
public sealed class TeachersDeskTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly App _app;

    public TeachersDeskTests() => _app = new(_time, ("Runs:AbandonAfter", "01:00:00"), ("Timeouts:FirstToken", "01:00:00"),
        ("Timeouts:BetweenTokens", "01:00:00"), ("Timeouts:Stage", "12:00:00"), ("Timeouts:Run", "12:00:00"), ("Queue:MaxWait", "00:10:00"));

    [Fact(Timeout = 30_000)]
    public async Task The_list_says_of_every_run_what_it_does_and_for_how_long_and_nothing_of_its_text()
    {
        var paused = await _app.StartAndPauseAsync("a secret idea");
        var (working, _) = await _app.StartWritingAsync();
        var waiting = await _app.StartAsync();
        await waiting.WaitForAsync<Queued>();
        var ended = await _app.StartAsync();
        await _app.Controls().StopAsync(ended.Id);
        _time.Advance(TimeSpan.FromSeconds(20));

        var list = _app.Controls().List().ToDictionary(summary => summary.Id);

        list.Should().HaveCount(4);
        list[paused.Id].Should().Match<RunSummary>(run => run.State == RunState.Paused && run.Stage == Stage.Interception && run.AgeSeconds == 20);
        list[working.Id].Should().Match<RunSummary>(run => run.State == RunState.Working && run.Position == null && run.WaitingSeconds == 0);
        list[waiting.Id].Should().Match<RunSummary>(run =>
            run.State == RunState.Waiting && run.Position == 1 && run.WaitingSeconds == 20 && run.Stage == null && run.Label == waiting.Label);
        list[ended.Id].State.Should().Be(RunState.Ended);
        string.Concat(list.Values).Should().NotContain("secret");
    }

    [Fact(Timeout = 30_000)]
    public async Task While_the_line_is_held_nobody_is_served_and_those_who_wait_keep_their_places()
    {
        var (working, _) = await _app.StartWritingAsync();
        var first = await _app.StartAsync();
        _app.Controls().Hold();
        var second = await _app.StartAsync();
        (await second.WaitForAsync<Queued>()).Position.Should().Be(2);

        await _app.Controls().StopAsync(working.Id);
        // Longer than a run may wait: the time of a hold is nobody's wait.
        _time.Advance(TimeSpan.FromHours(0.5));

        _app.Controls().IsHeld.Should().BeTrue();
        _app.Controls().List().Where(run => run.State == RunState.Waiting).Select(run => run.Position).Should().Equal(1, 2);
        _app.Controls().Release();
        await Task.WhenAll(first.WaitForAsync<RunPause>().AsTask(), second.WaitForAsync<RunPause>().AsTask());
        var (one, two) = (await first.WaitForAsync<StageStart>(), await second.WaitForAsync<StageStart>());
        one.At.Should().BeLessThanOrEqualTo(two.At);
        (await second.WaitForAsync<Queued>(queued => queued.Position == 1)).Should().NotBeNull();
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_starts_while_the_line_is_held_and_a_place_is_free_waits_as_well()
    {
        _app.Controls().Hold();
        var run = await _app.StartAsync();
        (await run.WaitForAsync<Queued>()).Position.Should().Be(1);

        _app.Controls().Release();

        await run.WaitForAsync<RunPause>();
    }

    [Fact(Timeout = 30_000)]
    public async Task Stopping_all_ends_whatever_waits_works_or_pauses_and_the_next_child_is_served_at_once()
    {
        var paused = await _app.StartAndPauseAsync();
        var (working, _) = await _app.StartWritingAsync();
        var waiting = await _app.StartAsync();

        await _app.Controls().StopAllAsync();

        foreach (var run in new[] { paused, working, waiting })
            (await run.EndAsync()).Should().Match<RunEnd>(end => end.Outcome == Outcome.Stopped && end.Code == Codes.Stopped);
        _app.Controls().List().Should().OnlyContain(run => run.State == RunState.Ended && run.Position == null);
        _app.ShouldHaveItsPlace();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
