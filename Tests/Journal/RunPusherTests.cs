using Interception.Server.Journal.Shared;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

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
        for (var n = 0; n < PushBeat.Busy; n++) _beat.Join(new(_beat, new CountedRun(_beat)));
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
    public async Task Nothing_is_said_while_an_answer_is_missing_and_it_is_taken_in_with_the_next_moment()
    {
        var answer = new TaskCompletionSource();
        var run = new CountedRun(_beat) { Answer = answer.Task };
        run.Pusher.Start();
        await run.PushedAsync(1);

        run.Pusher.Ring();
        Pass(100);
        (run.Pushed, run.TakenIn).Should().Be((1, 0));
        run.Answer = Task.CompletedTask;
        answer.SetResult();
        run.TakenIn.Should().Be(0);
        Pass(10);

        await run.PushedAsync(2);
    }

    [Theory(Timeout = 10_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_not_answered_as_usual_is_said_again_with_waiting_and_again_until_it_is_said(bool isThrown)
    {
        var run = new CountedRun(_beat) { TakesIn = isThrown ? () => throw new InvalidOperationException("A listener.") : () => false, Away = true };
        run.Pusher.Start();
        await run.PushedAsync(1);
        Pass(10);
        run.Waited.Should().Be(1);

        Pass(240);
        run.Waited.Should().Be(1);
        (run.Away, run.TakesIn) = (false, () => true);
        Pass(50);

        await run.PushedAsync(2);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_end_is_waited_for()
    {
        var run = await StartedAsync();

        run.IsOver = true;
        run.Pusher.Ring();
        Pass(30);

        (run.Pushed, run.Waited).Should().Be((1, 1));
    }

    [Fact(Timeout = 10_000)]
    public async Task What_could_not_be_sent_because_something_else_was_being_said_goes_with_the_next_moment()
    {
        var run = await StartedAsync();
        Pass(30);
        run.Answer = null;
        run.Pusher.Ring();
        await run.PushedAsync(2);

        run.Answer = Task.CompletedTask;
        Pass(10);

        await run.PushedAsync(3);
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
    private sealed class CountedRun : IPushedRun
    {
        private int _pushed;
        private int _takenIn;
        private int _waited;

        public CountedRun(PushBeat beat) => Pusher = new(beat, this);

        public RunPusher Pusher { get; }

        public Task? Answer { get; set; } = Task.CompletedTask;

        public Func<bool> TakesIn { get; set; } = () => true;

        public bool Away { get; set; }

        public bool IsOver { get; set; }

        public int Pushed => Volatile.Read(ref _pushed);

        public int TakenIn => Volatile.Read(ref _takenIn);

        public int Waited => Volatile.Read(ref _waited);

        public Task? Send(IBatch? gathered)
        {
            Interlocked.Increment(ref _pushed);
            return Answer;
        }

        public bool TakeIn()
        {
            Interlocked.Increment(ref _takenIn);
            return TakesIn();
        }

        public Task PushAsync()
        {
            Interlocked.Increment(ref _waited);
            return Away ? Task.FromException(new InvalidOperationException("Redis is away.")) : Task.CompletedTask;
        }

        public async Task PushedAsync(int times)
        {
            while (Pushed < times) await Task.Yield();
        }
    }
}
