using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Pipeline;
using Interception.Server.Runs;

namespace Interception.Tests.Runs;

/// <summary>What every store of records promises. A new one is held to it by a class that inherits from this one.</summary>
public abstract class RunStoreContract
{
    /// <summary>How long the stores of this suite keep a pause and an ended run.</summary>
    private protected static readonly TimeSpan PauseFor = TimeSpan.FromMinutes(30), Retention = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly RunRecord _new = new(SecretId.New(), new(new(new() { Language = "en", Models = PracticeModels.Instance }), new([Stage.Output], null)), default);

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract IRunStore Store { get; }

    private protected abstract IJournal Journal { get; }

    /// <summary>Lets time pass for the store.</summary>
    private protected abstract ValueTask PassAsync(TimeSpan time);

    [Fact]
    public async Task A_record_is_found_and_listed_until_it_is_forgotten()
    {
        await AddAsync();
        (await Store.FindAsync(_new.Id, Cancel)).Should().BeEquivalentTo(_new);
        (await Store.ListAsync(Cancel)).Select(record => record.Id).Should().Equal(_new.Id);

        await Store.ForgetAsync(_new.Id, Cancel);
        await Store.ForgetAsync(_new.Id, Cancel);

        (await Store.FindAsync(_new.Id, Cancel)).Should().BeNull();
        (await Store.ListAsync(Cancel)).Should().BeEmpty();
    }

    [Fact]
    public async Task Of_two_who_change_the_same_record_the_second_has_said_and_changed_nothing()
    {
        var (found, journal) = await AddAsync();

        (await Store.TryChangeAsync(found, found with { Phase = RunPhase.Paused }, journal, new RunPause(), Cancel)).Should().NotBeNull();
        (await Store.TryChangeAsync(found, found with { Phase = RunPhase.Ended }, journal, new RunEnd(Outcome.Stopped, Codes.Stopped), Cancel)).Should().BeNull();

        (await Store.FindAsync(found.Id, Cancel))!.Phase.Should().Be(RunPhase.Paused);
        (await EventsAsync(1)).Should().ContainSingle().Which.Should().BeOfType<RunPause>();
    }

    [Fact]
    public async Task Of_many_who_go_on_with_a_pause_at_once_one_does()
    {
        var (found, journal) = await AddAsync();
        await Store.TryChangeAsync(found, found with { Phase = RunPhase.Paused }, journal, new RunPause(), Cancel);
        var paused = (await Store.FindAsync(found.Id, Cancel))!;

        var changes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(async () =>
        {
            var resumed = paused with { Phase = RunPhase.Active, Fence = paused.Fence + 1, Continuation = new($"{n}") };
            var taken = (await Journal.TakeOverAsync(paused.Id, resumed.Fence, Cancel))!;
            return await Store.TryChangeAsync(paused, resumed, taken, new RunContinue(Revised: true), Cancel);
        }, Cancel)));

        changes.Should().ContainSingle(changed => changed != null);
        (await EventsAsync(2)).Select(seen => seen.Seq).Should().Equal(1, 2);
    }

    [Fact]
    public async Task What_is_told_of_a_change_is_never_told_before_it_is_found()
    {
        var (found, journal) = await AddAsync();
        var told = Task.Run(async () =>
        {
            await (await Journal.FindAsync(found.Id, Cancel))!.ReadEvents(0, Cancel).FirstAsync(Cancel);
            return (await Store.FindAsync(found.Id, Cancel))!.Phase;
        }, Cancel);

        await Store.TryChangeAsync(found, found with { Phase = RunPhase.Paused }, journal, new RunPause(), Cancel);

        (await told).Should().Be(RunPhase.Paused);
    }

    [Fact]
    public async Task A_change_of_which_nothing_is_said_is_found_and_not_read()
    {
        var (found, journal) = await AddAsync();

        var changed = await Store.TryChangeAsync(found, found with { StagesDone = 1 }, journal, said: null, Cancel);
        await Store.TryChangeAsync(changed!, changed! with { Phase = RunPhase.Paused }, journal, new RunPause(), Cancel);

        (await Store.FindAsync(found.Id, Cancel))!.StagesDone.Should().Be(1);
        (await EventsAsync(1)).Should().ContainSingle().Which.Should().BeOfType<RunPause>();
    }

    [Theory, InlineData((int)RunPhase.Paused), InlineData((int)RunPhase.Ended)]
    public async Task The_time_of_a_phase_comes_once(int phase)
    {
        var due = new List<RunPhase>();
        Store.Due += record => due.Add(record.Phase);
        var (found, journal) = await AddAsync();
        await Store.TryChangeAsync(found, found with { Phase = (RunPhase)phase }, journal, new RunPause(), Cancel);
        var time = (RunPhase)phase == RunPhase.Paused ? PauseFor : Retention;

        await PassAsync(time - Moment);
        due.Should().BeEmpty();
        await PassAsync(Moment);
        await PassAsync(time);

        due.Should().Equal((RunPhase)phase);
    }

    [Fact]
    public async Task The_time_of_a_phase_that_is_over_never_comes()
    {
        var due = 0;
        Store.Due += _ => due++;
        var (found, journal) = await AddAsync();
        await Store.TryChangeAsync(found, found with { Phase = RunPhase.Paused }, journal, new RunPause(), Cancel);
        var paused = (await Store.FindAsync(found.Id, Cancel))!;
        await Store.TryChangeAsync(paused, paused with { Phase = RunPhase.Active }, journal, new RunContinue(Revised: false), Cancel);

        await PassAsync(PauseFor + Retention);

        due.Should().Be(0);
    }

    private async Task<(RunRecord Found, IRunJournal Journal)> AddAsync()
    {
        var journal = await Journal.OpenAsync(_new.Id, _new.Fence, Cancel);
        await Store.AddAsync(_new, Cancel);
        return ((await Store.FindAsync(_new.Id, Cancel))!, journal);
    }

    private async Task<List<RunEvent>> EventsAsync(int count) =>
        await (await Journal.FindAsync(_new.Id, Cancel))!.ReadEvents(0, Cancel).Take(count).ToListAsync(Cancel);
}
