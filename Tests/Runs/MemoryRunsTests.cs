using Interception.Server.Journal;
using Interception.Server.Runs;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

public sealed class MemoryRunsTests : RunStoreContract
{
    private readonly FakeTimeProvider _time = new();

    public MemoryRunsTests()
    {
        Store = new MemoryRuns(Options.Create(new RunOptions { PauseFor = PauseFor, Retention = Retention }), _time);
        Journal = new MemoryJournal(_time);
    }

    private protected override IRunStore Store { get; }

    private protected override IJournal Journal { get; }

    private protected override ValueTask PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return ValueTask.CompletedTask;
    }
}
