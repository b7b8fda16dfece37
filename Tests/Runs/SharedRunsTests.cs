using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Journal.Shared;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Server.Runs.Limits;
using Interception.Server.Runs.Shared;
using Interception.Server.Safety;
using Interception.Tests.Support.Redis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Runs;

/// <summary>Records in Redis: what every store of them promises, and what holds between nodes.</summary>
public sealed class SharedRunsTests : RunStoreContract, IAsyncLifetime
{
    private static readonly JournalLifetimes Lifetimes = JournalLifetimes.For(Retention, PauseFor);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly List<IAsyncDisposable> _opened = [];
    private readonly RunRecordJson _json = new(new(new EphemeralDataProtectionProvider().CreateProtector("checked texts")));
    private readonly string _prefix = SecretId.New();
    private readonly SharedRuns _store;

    public SharedRunsTests()
    {
        var here = NewNode();
        _store = here.Store;
        Journal = here.Journal;
    }

    private protected override IRunStore Store => _store;

    private protected override IJournal Journal { get; }

    [Fact]
    public async Task Another_node_finds_a_record_as_it_was_written_with_its_checked_texts()
    {
        var (there, _) = NewNode();
        var passed = (await new CheckedText.Gate([new AgreeableCheck()]).PassAsync(new(["a \ud83d\udc26", "rules"], null, null), null, Cancel)).ToList();
        var material = new RunMaterial(new() { Idea = "a \ud83d\udc26", Rules = "rules", Language = "de", TranslateTo = "en", Models = PracticeModels.Instance })
        {
            Idea = passed[0],
            Rules = [new("rules", passed[1])],
            Interception = passed[0],
            Revision = "another",
        };
        var record = new RunRecord(SecretId.New(), new(material, new([Stage.Interception, Stage.Output], Stage.Interception) { Piece = Stage.Output })
        {
            Owner = "owner",
            Child = "child",
            Accounts = [new LimitShare("a", 3)],
            KeyName = "key",
        }, _time.GetUtcNow())
        { Continuation = new("another"), StagesDone = 2, Stage = Stage.Interception, Worked = TimeSpan.FromSeconds(3) };
        await Journal.OpenAsync(record.Id, record.Fence, Cancel);
        await _store.AddAsync(record, Cancel);

        (await there.FindAsync(record.Id, Cancel)).Should().BeEquivalentTo(record);
    }

    [Fact]
    public async Task A_text_that_no_gate_of_ours_has_let_through_does_not_come_back_as_a_checked_one()
    {
        var stranger = new CheckedText.Seal(new EphemeralDataProtectionProvider().CreateProtector("checked texts"));
        var seal = new CheckedText.Seal(new EphemeralDataProtectionProvider().CreateProtector("checked texts"));
        var passed = (await new CheckedText.Gate([new AgreeableCheck()]).PassAsync(new(["a bird"], null, null), null, Cancel))[0];

        FluentActions.Invoking(() => seal.Open("a bird")).Should().Throw<System.Security.Cryptography.CryptographicException>();
        FluentActions.Invoking(() => seal.Open(stranger.Close(passed))).Should().Throw<System.Security.Cryptography.CryptographicException>();
        seal.Open(seal.Close(passed)).Value.Should().Be("a bird");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened)) await opened.DisposeAsync();
    }

    private protected override async ValueTask PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        await _store.TendAsync();
    }

    private (SharedRuns Store, IJournal Journal) NewNode()
    {
        var redis = SharedRedis.Connect(_prefix);
        var journal = new RedisJournal(redis, Lifetimes, new FreezeWatch(TimeProvider.System), TimeProvider.System);
        var store = new SharedRuns(redis, Lifetimes, _json, Options.Create(new RunOptions { PauseFor = PauseFor, Retention = Retention }), _time);
        _opened.AddRange([redis, journal, store]);
        return (store, journal);
    }

    private sealed class AgreeableCheck : ISafetyCheck
    {
        public Task<Verdict> CheckAsync(SafetyQuestion question, IProgress<SafetyProgress>? progress, CancellationToken cancellationToken) =>
            Task.FromResult(Verdict.Safe);
    }
}
