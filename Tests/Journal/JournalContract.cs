using Interception.Server.Contracts;
using Interception.Server.Journal;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Journal;

/// <summary>What every journal promises. A new one is held to it by a class that inherits from this one.</summary>
public abstract partial class JournalContract : IDisposable
{
    private readonly CancellationTokenSource patience =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    protected JournalContract()
    {
        Journal = NewJournal(Time);
        Run = Journal.Open("run");
        patience.CancelAfter(TimeSpan.FromSeconds(10));
    }

    protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    protected IJournal Journal { get; }

    protected IRunJournal Run { get; }

    /// <summary>Every wait ends with this, so a lost wake-up fails a test and does not hang it.</summary>
    protected CancellationToken Soon => patience.Token;

    protected abstract IJournal NewJournal(TimeProvider time);

    public void Dispose()
    {
        patience.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_run_is_found_by_its_id()
    {
        Journal.Find("run").Should().NotBeNull();
        Journal.Find("another").Should().BeNull();
    }

    [Fact]
    public void A_forgotten_run_is_not_found()
    {
        Journal.Forget("run");

        Journal.Find("run").Should().BeNull();
    }

    [Fact]
    public void Forgetting_an_unknown_run_does_nothing()
    {
        Journal.Forget("another");

        Journal.Find("run").Should().NotBeNull();
    }

    [Fact]
    public async Task Runs_know_nothing_of_each_other()
    {
        var other = Journal.Open("other").Begin(Stage.Output, "theirs").End(Stage.Output);
        Run.Begin(Stage.Output, "ours").End(Stage.Output);

        Journal.Forget("run");

        (await other.ReadAll(Stage.Output, 0, Soon)).Should().Be("theirs");
    }

    private IAsyncEnumerator<string> Reader(Stage stage, int offset = 0) =>
        Run.ReadText(stage, offset, Soon).GetAsyncEnumerator(Soon);
}
