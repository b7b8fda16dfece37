using Interception.Server.Journal.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Journal;

/// <summary>When a node's runs go to Redis.</summary>
public sealed class RunPusherTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PushBeat _beat;

    public RunPusherTests() => _beat = new(_time);

    public void Dispose() => _beat.Dispose();

    [Fact(Timeout = 10_000)]
    public async Task The_first_piece_goes_at_once_and_the_next_one_with_its_frame()
    {
        var run = await StartedAsync();
        Pass(30);

        run.Pusher.Ring();
        await run.PushedAsync(2);
        run.Pusher.Ring();
        Pass(20);
        run.Pushed.Should().Be(2);
        Pass(10);

        await run.PushedAsync(3);
    }

    [Fact(Timeout = 10_000)]
    public async Task On_a_busy_node_what_is_new_goes_at_the_next_moment_that_all_share()
    {
        for (var n = 0; n < PushBeat.Busy; n++) _beat.Join(new(_beat, () => Task.CompletedTask));
        CountedRun[] runs = [await StartedAsync(), await StartedAsync(), await StartedAsync()];
        Pass(50);

        foreach (var run in runs) run.Pusher.Ring();
        runs.Should().OnlyContain(run => run.Pushed == 1);
        Pass(10);

        runs.Should().OnlyContain(run => run.Pushed == 2);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_word_a_second_is_said_although_there_is_nothing_new_and_none_after_the_run()
    {
        var run = await StartedAsync();

        Pass(1_000);
        await run.PushedAsync(2);
        run.Pusher.Stop();
        run.Pusher.Ring();
        Pass(5_000);

        run.Pushed.Should().Be(2);
    }

    [Fact(Timeout = 10_000)]
    public async Task Nothing_is_said_twice_at_once_and_what_failed_is_said_again()
    {
        var answer = new TaskCompletionSource();
        var run = new CountedRun(_beat) { Answer = answer.Task };
        run.Pusher.Start();
        await run.PushedAsync(1);

        run.Pusher.Ring();
        Pass(100);
        run.Pushed.Should().Be(1);
        run.Answer = Task.CompletedTask;
        answer.SetException(new InvalidOperationException("Redis is away."));
        Pass(300);

        await run.PushedAsync(2);
    }

    private async Task<CountedRun> StartedAsync()
    {
        var run = new CountedRun(_beat);
        run.Pusher.Start();
        // On a busy node it waits for the next moment.
        Pass(10);
        await run.PushedAsync(1);
        return run;
    }

    private void Pass(int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += 10) _time.Advance(TimeSpan.FromMilliseconds(10));
    }

    /// <summary>Counts how often a run has gone to Redis.</summary>
    private sealed class CountedRun
    {
        private int _pushed;

        public CountedRun(PushBeat beat) => Pusher = new(beat, () =>
        {
            Interlocked.Increment(ref _pushed);
            return Answer;
        });

        public RunPusher Pusher { get; }

        public Task Answer { get; set; } = Task.CompletedTask;

        public int Pushed => Volatile.Read(ref _pushed);

        public async Task PushedAsync(int times)
        {
            while (Pushed < times) await Task.Yield();
        }
    }
}
