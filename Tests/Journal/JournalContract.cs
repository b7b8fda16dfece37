using Interception.Server.Contracts;
using Interception.Server.Journal;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Journal;

/// <summary>What every journal promises. A new one is held to it by a class that inherits from this one.</summary>
public abstract partial class JournalContract : IAsyncLifetime
{
    private readonly CancellationTokenSource patience =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    protected JournalContract()
    {
        Journal = NewJournal(Time);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
    }

    protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    protected IJournal Journal { get; }

    protected IRunJournal Run { get; private set; } = null!;

    /// <summary>Every wait ends with this, so a lost wake-up fails a test and does not hang it.</summary>
    protected CancellationToken Soon => patience.Token;

    protected abstract IJournal NewJournal(TimeProvider time);

    public async ValueTask InitializeAsync() => Run = await Journal.OpenAsync("run", 1, Soon);

    public virtual ValueTask DisposeAsync()
    {
        patience.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_run_is_found_by_its_id()
    {
        (await Journal.FindAsync("run", Soon)).Should().NotBeNull();
        (await Journal.FindAsync("another", Soon)).Should().BeNull();
    }

    [Fact]
    public async Task A_forgotten_run_is_not_found()
    {
        await Journal.ForgetAsync("run", Soon);

        (await Journal.FindAsync("run", Soon)).Should().BeNull();
    }

    [Fact]
    public async Task Forgetting_an_unknown_run_does_nothing()
    {
        await Journal.ForgetAsync("another", Soon);

        (await Journal.FindAsync("run", Soon)).Should().NotBeNull();
    }

    [Fact]
    public async Task What_the_writer_writes_is_read_by_whoever_finds_the_run()
    {
        var found = (await Journal.FindAsync("run", Soon))!;
        Run.Begin(Stage.Output, "one ", "two").End(Stage.Output).End(Outcome.Completed);

        string.Concat(await found.ReadText(Stage.Output, 2, Soon).ToListAsync(Soon)).Should().Be("e two");
        (await found.ReadEvents(1, Soon).Select(seen => seen.Seq).ToListAsync(Soon)).Should().Equal(2, 3);
    }

    [Fact]
    public async Task Runs_know_nothing_of_each_other()
    {
        var other = (await Journal.OpenAsync("other", 1, Soon)).Begin(Stage.Output, "theirs").End(Stage.Output);
        Run.Begin(Stage.Output, "ours").End(Stage.Output);

        await Journal.ForgetAsync("run", Soon);

        (await other.ReadAll(Stage.Output, 0, Soon)).Should().Be("theirs");
    }

    private IAsyncEnumerator<string> Reader(Stage stage, int offset = 0) =>
        Run.ReadText(stage, offset, Soon).GetAsyncEnumerator(Soon);
}
