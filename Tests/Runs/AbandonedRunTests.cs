using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>A run that nobody reads is stopped; here after two minutes.</summary>
public sealed class AbandonedRunTests : IAsyncDisposable
{
    private static readonly TimeSpan AbandonAfter = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider _time = new();
    private readonly App _app;

    public AbandonedRunTests() => _app = new(_time, ("Runs:AbandonAfter", "00:02:00"),
        ("Timeouts:FirstToken", "01:00:00"), ("Timeouts:BetweenTokens", "01:00:00"), ("Timeouts:Stage", "12:00:00"),
        ("Timeouts:Run", "1.00:00:00"));

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_nobody_reads_is_stopped_and_its_model_is_told()
    {
        var (run, _) = await _app.StartWritingAsync();

        _time.Advance(AbandonAfter);

        await _app.Ollama.TextCalls[0].ClientLeft;
        await ShouldBeStoppedAsync(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_run_that_nobody_reads_leaves_the_line()
    {
        var (working, _) = await _app.StartWritingAsync();
        await using var reader = await ReadAsync(working);
        var waiting = await _app.StartAsync();
        await waiting.WaitForAsync<Queued>();

        _time.Advance(AbandonAfter);

        await ShouldBeStoppedAsync(waiting);
        working.Ended.IsCompleted.Should().BeFalse();
    }

    [Theory(Timeout = 30_000), InlineData(false), InlineData(true)]
    public async Task A_reader_keeps_a_run_alive_until_it_leaves(bool watchesOnly)
    {
        var (run, tokens) = await _app.StartWritingAsync();
        await using (watchesOnly ? await WatchAsync(run) : await ReadAsync(run))
        {
            _time.Advance(10 * AbandonAfter);
            await ShouldGoOnAsync(run, tokens, 2);
        }

        _time.Advance(AbandonAfter - TimeSpan.FromSeconds(1));
        await ShouldGoOnAsync(run, tokens, 3);
        _time.Advance(TimeSpan.FromSeconds(1));
        await ShouldBeStoppedAsync(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_two_readers_one_is_enough()
    {
        var (run, tokens) = await _app.StartWritingAsync();
        await using var stays = await WatchAsync(run);
        await (await ReadAsync(run)).DisposeAsync();

        _time.Advance(2 * AbandonAfter);

        await ShouldGoOnAsync(run, tokens, 2);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_reader_that_comes_and_goes_gives_a_run_the_whole_time_again()
    {
        var (run, tokens) = await _app.StartWritingAsync();
        for (var visit = 0; visit < 4; visit++)
        {
            _time.Advance(AbandonAfter - TimeSpan.FromSeconds(1));
            await ShouldGoOnAsync(run, tokens, 2 + visit);
            await (await ReadAsync(run)).DisposeAsync();
        }

        _time.Advance(AbandonAfter);

        await ShouldBeStoppedAsync(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_paused_run_waits_for_its_child_and_is_not_abandoned()
    {
        var run = await _app.StartAndPauseAsync();
        await (await ReadAsync(run)).DisposeAsync();

        _time.Advance(10 * AbandonAfter);
        _app.Ollama.EnqueueText(Script.Tokens("A ").ThenStall());
        _app.Controls().Continue(run.Id, null);
        await run.GrownToAsync(Stage.Output, chars: 1);

        _time.Advance(AbandonAfter);
        await ShouldBeStoppedAsync(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lost_connection_is_a_reader_that_left()
    {
        var (run, tokens) = await _app.StartWritingAsync();
        var hub = await _app.ConnectAsync();
        await hub.WaitForAsync<StageStart>(run.Id);
        var stays = hub.WaitForAsync<RunEnd>(run.Id);

        await hub.DisposeAsync();

        // When the server notices is its own affair; from then on the time counts.
        (await ServerRuns.EndingOfAsync(async () =>
        {
            for (var length = 2; ; length++)
            {
                _time.Advance(AbandonAfter / 10);
                await ShouldGoOnAsync(run, tokens, length);
            }
        })).Code.Should().Be(Codes.Stopped);
        await ShouldBeStoppedAsync(run);
        await FluentActions.Awaiting(() => stays.AsTask()).Should().ThrowAsync<Exception>();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<IAsyncDisposable> ReadAsync(Run run)
    {
        var reader = run.Attended().ReadText(Stage.Interception, 0, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        return reader;
    }

    private static async Task<IAsyncDisposable> WatchAsync(Run run)
    {
        var reader = run.Attended().ReadEvents(0, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        return reader;
    }

    private static async Task ShouldGoOnAsync(Run run, Turnstile tokens, int length)
    {
        tokens.Release();
        await run.GrownToAsync(Stage.Interception, (length * "bird ".Length) - 1);
    }

    private static async Task ShouldBeStoppedAsync(Run run)
    {
        var events = await run.EventsAsync();
        events[^1].Should().Match<RunEnd>(end => end.Outcome == Outcome.Stopped && end.Code == Codes.Stopped);
        events.OfType<RunEnd>().Should().ContainSingle();
    }
}
