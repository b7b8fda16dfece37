using Interception.Server.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Generation;

/// <summary>Answers whose beat has come: each is served once, and by few threads.</summary>
public class DueAnswerQueueTests
{
    private const int Threads = 2;

    private readonly BeatClock _clock = new(new FakeTimeProvider(), cores: 1);
    private readonly DueAnswerQueue _queue = new(Threads);
    private int _serving;
    private int _most;

    [Fact(Timeout = 60_000)]
    public async Task In_a_storm_of_beats_every_answer_is_served_and_never_by_more_threads_than_may()
    {
        for (var n = 0; n < 100; n++) _clock.Join();
        var answers = Enumerable.Range(0, 4_000).Select(_ => _clock.Join()).ToList();
        var served = answers.Select(ServedAsync).ToList();

        await Task.WhenAll(answers.Chunk(1_000).Select(some => Task.Run(() => AddInLots(some), TestContext.Current.CancellationToken)));
        await Task.WhenAll(served);

        _most.Should().BeInRange(1, Threads);
    }

    private void AddInLots(AnswerBeat[] answers)
    {
        for (var (from, lot) = (0, 1); from < answers.Length; from += lot, lot = lot % 40 + 1)
            _queue.Add([.. answers.Skip(from).Take(lot)]);
    }

    private async Task ServedAsync(AnswerBeat answer)
    {
        await answer.WaitAsync().ConfigureAwait(false);
        var now = Interlocked.Increment(ref _serving);
        for (var most = _most; now > most;) most = Interlocked.CompareExchange(ref _most, now, most);
        Thread.SpinWait(200);
        Interlocked.Decrement(ref _serving);
    }
}
