using Interception.Server.Contracts;
using Interception.Server.Generation.Slots;
using Interception.Server.Journal;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Runs;

/// <summary>A journal that cannot write takes its own run with it, and no other.</summary>
public sealed class BrokenJournalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData(typeof(StageStart)), InlineData(typeof(StageStatusChange)), InlineData(typeof(StageEnd)), InlineData(typeof(RunEnd))]
    public async Task Its_run_ends_and_the_others_go_on(Type unwritable)
    {
        await using var app = new App { Parts = services => services.AddSingleton<IJournal>(new FailingJournal(unwritable)) };

        var broken = await app.StartAllAsync();
        var pausing = await app.StartAsync();

        await broken.Ended.WaitAsync(Cancel);
        await pausing.WaitForAsync<RunPause>();
        broken.State.Should().Be(RunState.Ended);
        (await (await app.StartAllAsync()).EndAsync()).Outcome.Should().Be(Outcome.Completed);
        app.Services.GetRequiredService<EndpointSlots>().Taken.Should().Be(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_pause_that_cannot_be_written_down_is_the_run_s_own_defect()
    {
        await using var app = new App { Parts = services => services.AddSingleton<IJournal>(new FailingJournal(typeof(RunPause))) };

        var broken = await app.StartAsync();

        (await broken.EndAsync()).Code.Should().Be(Codes.Internal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Whoever_reads_a_run_whose_ending_cannot_be_written_down_does_not_wait_for_it()
    {
        await using var app = new App { Parts = services => services.AddSingleton<IJournal>(new FailingJournal(typeof(RunEnd))) };

        var broken = await app.StartAllAsync();

        (await ServerRuns.EndingOfAsync(() => broken.EventsAsync().AsTask())).Code.Should().Be(Codes.RunNotFound);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_start_that_cannot_be_written_down_leaves_nothing_behind()
    {
        await using var app = new App { Parts = services => services.AddSingleton<IJournal>(new FailingJournal(typeof(RunStart))) };
        var work = await app.Services.GetRequiredService<RunRequestReader>().ReadAsync(new RunRequest { Text = "a blue bird" }, Cancel);

        app.Controls().Invoking(controls => controls.Start(work with { Accounts = [new("child", 1)] })).Should().Throw<IOException>();

        var next = app.Controls().Start(work with { Accounts = [new("child", 1)] });
        await next.WaitForAsync<RunPause>();
    }

    /// <summary>Memory, but for one kind of event of the run that is opened first.</summary>
    private sealed class FailingJournal(Type unwritable) : IJournal
    {
        private readonly MemoryJournal _memory = new(TimeProvider.System);
        private int _opened;

        public async ValueTask<IRunJournal> OpenAsync(string runId, long fence, CancellationToken cancellationToken)
        {
            var opened = await _memory.OpenAsync(runId, fence, cancellationToken);
            return Interlocked.Increment(ref _opened) == 1 ? new FailingRun(opened, unwritable) : opened;
        }

        public async ValueTask<IRunJournal?> TakeOverAsync(string runId, long fence, CancellationToken cancellationToken) =>
            await _memory.TakeOverAsync(runId, fence, cancellationToken);

        public ValueTask<IRunReader?> FindAsync(string runId, CancellationToken cancellationToken) => _memory.FindAsync(runId, cancellationToken);

        public ValueTask<AppendAnswer> AppendAsync(string runId, JournalAddition addition, CancellationToken cancellationToken) =>
            _memory.AppendAsync(runId, addition, cancellationToken);

        public ValueTask WantAsync(string runId, RunWish wish, CancellationToken cancellationToken) => _memory.WantAsync(runId, wish, cancellationToken);

        public ValueTask ForgetAsync(string runId, CancellationToken cancellationToken) => _memory.ForgetAsync(runId, cancellationToken);
    }

    private sealed class FailingRun(IRunJournal journal, Type unwritable) : IRunJournal
    {
        public long Fence => journal.Fence;

        public void Raise(long fence) => journal.Raise(fence);

        public void OnWanted(Action<RunWish> hear) => journal.OnWanted(hear);

        public void Write(RunEvent happened)
        {
            if (happened.GetType() == unwritable) throw new IOException("no room");
            journal.Write(happened);
        }

        public void Write(Stage stage, string piece) => journal.Write(stage, piece);

        public IAsyncEnumerable<string> ReadText(Stage stage, int offset, CancellationToken cancellationToken) =>
            journal.ReadText(stage, offset, cancellationToken);

        public IAsyncEnumerable<RunEvent> ReadEvents(long after, CancellationToken cancellationToken) =>
            journal.ReadEvents(after, cancellationToken);
    }
}
