using Interception.Server.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Generation;

/// <summary>The beat: none at rest, longer as the machine fills, and never a jump.</summary>
public class BeatTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void At_rest_there_is_none() => BeatLength.For(BeatLength.Rest).Should().Be(TimeSpan.Zero);

    [Fact]
    public void It_grows_without_a_jump_and_never_shrinks()
    {
        var lengths = Enumerable.Range(0, 3_000).Select(answers => BeatLength.For(answers).TotalMilliseconds).ToList();

        lengths.Should().BeInAscendingOrder();
        lengths.Zip(lengths.Skip(1), (one, next) => next - one).Max().Should().BeLessThan(1);
        lengths[^1].Should().Be(BeatLength.Longest.TotalMilliseconds);
    }

    [Fact]
    public void At_a_thousand_streams_on_two_cores_half_of_the_tokens_wait_less_than_30_milliseconds() =>
        BeatLength.For(500).TotalMilliseconds.Should().BeInRange(50, 60);

    [Fact]
    public void At_rest_an_answer_waits_for_nothing()
    {
        using var answer = ClockWith(answers: 10).Join();

        answer.IsOn.Should().BeFalse();
        for (var n = 0; n < 100; n++) answer.WaitAsync().IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Under_load_an_answer_looks_once_a_beat()
    {
        var clock = ClockWith(answers: 600);
        using var answer = clock.Join();
        _time.Advance(BeatLength.Longest);
        answer.WaitAsync().IsCompleted.Should().BeTrue("the last beat was long ago");
        var late = BeatClock.Tick + TimeSpan.FromMilliseconds(1);
        _time.Advance(late);

        for (var beat = 0; beat < 5; beat++)
        {
            var next = answer.WaitAsync().AsTask();
            _time.Advance(clock.Length - late - TimeSpan.FromMilliseconds(1));
            next.IsCompleted.Should().BeFalse();
            _time.Advance(late + TimeSpan.FromMilliseconds(1));
            await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Answers_that_began_at_different_moments_keep_apart()
    {
        var clock = ClockWith(answers: 600);
        using var early = clock.Join();
        using var late = clock.Join();
        _time.Advance(BeatLength.Longest);
        early.WaitAsync().IsCompleted.Should().BeTrue();
        var first = early.WaitAsync().AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(20));
        late.WaitAsync().IsCompleted.Should().BeTrue();
        var second = late.WaitAsync().AsTask();

        _time.Advance(clock.Length + BeatClock.Tick - TimeSpan.FromMilliseconds(20));
        await first.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        second.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(25));
        await second.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task After_a_beat_that_came_late_the_next_is_a_whole_beat_later()
    {
        var clock = ClockWith(answers: 600);
        using var slow = clock.Join();
        using var answer = clock.Join();
        using var other = clock.Join();
        _time.Advance(BeatLength.Longest);
        slow.WaitAsync().IsCompleted.Should().BeTrue();
        answer.WaitAsync().IsCompleted.Should().BeTrue();
        using var done = new ManualResetEventSlim();
        var holdsUp = HoldUpAsync(slow, done);
        var late = answer.WaitAsync().AsTask();

        _time.Advance(clock.Length + TimeSpan.FromMilliseconds(18));
        other.WaitAsync().IsCompleted.Should().BeTrue();
        var between = other.WaitAsync().AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(22));
        done.Set();
        await Task.WhenAll(holdsUp, late).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var next = answer.WaitAsync().AsTask();
        _time.Advance(clock.Length - TimeSpan.FromMilliseconds(5));
        await between.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        next.IsCompleted.Should().BeFalse("what was due before it has been served");
        _time.Advance(BeatClock.Tick + TimeSpan.FromMilliseconds(5));
        await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    /// <summary>Keeps the one thread that serves the answers.</summary>
    private static async Task HoldUpAsync(AnswerBeat answer, ManualResetEventSlim done)
    {
        await answer.WaitAsync().ConfigureAwait(false);
        done.Wait();
    }

    private BeatClock ClockWith(int answers)
    {
        var clock = new BeatClock(_time, cores: 1);
        for (var n = 1; n < answers; n++) clock.Join();
        return clock;
    }
}
