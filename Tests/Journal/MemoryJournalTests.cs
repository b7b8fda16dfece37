using System.Runtime.CompilerServices;
using Interception.Server.Contracts;
using Interception.Server.Journal;

namespace Interception.Tests.Journal;

public sealed class MemoryJournalTests : JournalContract
{
    protected override IJournal NewJournal(TimeProvider time) => new MemoryJournal(time);

    [Fact]
    public async Task A_run_is_opened_once()
    {
        (await Journal.Awaiting(journal => journal.OpenAsync("run", 1, Soon).AsTask()).Should().ThrowAsync<InvalidOperationException>())
            .Which.Message.Should().NotContain("'run'", "a run's id is a secret");
    }

    [Fact]
    public async Task A_reader_who_is_up_to_date_gets_the_very_string_that_was_written()
    {
        var piece = new string('a', 3);
        Run.Begin(Stage.Output, "one ", piece);

        (await Run.ReadText(Stage.Output, 4, Soon).FirstAsync(Soon)).Should().BeSameAs(piece);
    }

    [Fact]
    public async Task Late_readers_share_one_string()
    {
        Run.Begin(Stage.Output, "one ", "two").End(Stage.Output);

        var first = await Run.ReadText(Stage.Output, 0, Soon).SingleAsync(Soon);
        var second = await Run.ReadText(Stage.Output, 0, Soon).SingleAsync(Soon);

        second.Should().BeSameAs(first);
    }

    [Fact]
    public void A_retracted_text_leaves_the_memory()
    {
        var text = WriteAndRetract();

        GC.Collect();

        text.TryGetTarget(out _).Should().BeFalse();
    }

    [Fact]
    public void Writing_for_nobody_costs_no_more_than_the_list_it_is_kept_in()
    {
        var pieces = Enumerable.Range(0, 10_000).Select(n => $"{n} ").ToArray();
        Run.Begin(Stage.Output, "warm");

        var lists = Allocated(() => AddToLists(pieces));
        var written = Allocated(() => WriteAll(pieces));

        written.Should().BeLessThanOrEqualTo(lists);
    }

    [Fact]
    public void A_reader_who_waits_leaves_nothing_behind()
    {
        using var reader = new ReaderWait(Time, Soon);
        WaitOnce(reader);

        Allocated(() =>
        {
            for (var n = 0; n < 1_000; n++) WaitOnce(reader);
        }).Should().BeLessThan(1_000);
    }

    private static void WaitOnce(ReaderWait reader)
    {
        reader.Begin();
        Assert.False(reader.WaitAsync().IsCompleted);
        reader.Wake();
        while (!reader.WaitAsync().IsCompleted) Thread.Yield();
    }

    // Not inlined, so that no local of the test's own keeps the text alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<string> WriteAndRetract()
    {
        var piece = new string('a', 3);
        Run.Begin(Stage.Output, piece).End(Stage.Output, Outcome.Blocked, Codes.Blocked, TextCategory.Other);
        return new(piece);
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AddToLists(string[] pieces)
    {
        var (texts, starts) = (new List<string>(), new List<int>());
        foreach (var piece in pieces)
        {
            texts.Add(piece);
            starts.Add(piece.Length);
        }
    }

    private void WriteAll(string[] pieces)
    {
        foreach (var piece in pieces)
        {
            Run.Write(Stage.Output, piece);
        }
    }
}
