using Interception.Server.Contracts;

namespace Interception.Tests.Journal;

/// <summary>The cases in which everybody comes at once; with a real clock and real threads.</summary>
public abstract partial class JournalContract
{
    private static readonly string[] LongTale =
        [.. Enumerable.Range(0, 300).Select(n => $" {n}🦊{new string('x', n % 7)}")];

    [Fact]
    public async Task Two_thousand_readers_at_any_offset_read_exactly_the_text()
    {
        var run = (await NewJournal(TimeProvider.System).OpenAsync("crowd", 1, Soon)).Begin(Stage.Output);
        await using var follower = run.ReadText(Stage.Output, 0, Soon).GetAsyncEnumerator(Soon);
        var (random, written, followed) = (new Random(1), "", 0);
        var readers = new List<(int Offset, Task<string> Text)>();

        for (var n = 0; n < LongTale.Length; n++)
        {
            run.Write(Stage.Output, LongTale[n]);
            written += LongTale[n];
            for (var i = 0; i < 7; i++)
            {
                var offset = random.Next(written.Length);
                offset -= char.IsLowSurrogate(written[offset]) ? 1 : 0;
                readers.Add((offset, Task.Run(() => run.ReadAll(Stage.Output, offset, Soon), Soon)));
            }

            // Every 50 pieces somebody has read them all, so that the others read live and not only afterwards.
            for (; n % 50 == 0 && followed < written.Length; followed += follower.Current.Length)
            {
                await follower.MoveNextAsync();
            }
        }

        run.End(Stage.Output);
        foreach (var (offset, text) in readers)
        {
            (await text).Should().Be(written[offset..]);
        }
    }

    [Fact]
    public async Task Two_thousand_watchers_see_every_event_once_and_in_order()
    {
        var run = await NewJournal(TimeProvider.System).OpenAsync("crowd", 1, Soon);
        var watchers = Enumerable.Range(0, 2_000)
            .Select(n => run.ReadEvents(n % 20, Soon).Select(seen => seen.Seq))
            .Select(seen => Task.Run(() => seen.ToListAsync(Soon).AsTask(), Soon))
            .ToList();

        for (var n = 0; n < 100; n++)
        {
            run.Write(new Queued(n, EtaSeconds: null));
        }

        run.End(Outcome.Completed);
        for (var n = 0; n < watchers.Count; n++)
        {
            (await watchers[n]).Should().Equal(Enumerable.Range(1 + n % 20, 101 - n % 20).Select(seq => (long)seq));
        }
    }

    [Fact]
    public async Task No_wake_up_is_lost()
    {
        var start = TimeProvider.System.GetTimestamp();
        foreach (var round in Enumerable.Range(0, 200))
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(n => ReadWhileItIsWritten($"{round}.{n}")));
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(2))
            {
                break;
            }
        }
    }

    private async Task ReadWhileItIsWritten(string runId)
    {
        // The clock stands still: whoever misses a wake-up waits for ever.
        var run = await Journal.OpenAsync(runId, 1, Soon);
        var text = Task.Run(() => run.ReadAll(Stage.Output, 0, Soon), Soon);
        var events = Task.Run(() => run.ReadEvents(0, Soon).CountAsync(Soon).AsTask(), Soon);
        var missed = Task.Run(() => run.ReadToEnding(Stage.PreOutput, 0, Soon), Soon);

        await Task.Yield();
        run.Begin(Stage.Output, "one ", "two").End(Stage.Output).End(Outcome.Stopped, Codes.Stopped);

        (await text).Should().Be("one two");
        (await events).Should().Be(3);
        (await missed).Ending.Code.Should().BeOneOf(Codes.Stopped, Codes.StageNotReached);
    }
}
