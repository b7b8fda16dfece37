using Interception.Server.Contracts;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>What a teacher can do with the runs of the class.</summary>
internal sealed class ClassControls(
    IRunStore store, RunRegistry live, RunKeeper keeper, RunCommands commands, IRunQueue line, TimeProvider time)
{
    /// <summary>Whether the line is held: no run is served, those that work go on, those that wait keep their places.</summary>
    public bool IsHeld => line.IsHeld;

    /// <summary>Holds the line.</summary>
    public void Hold() => line.Hold();

    /// <summary>Releases the line.</summary>
    public void Release() => line.Release();

    /// <summary>What a teacher may know of every run that is kept, the oldest first.</summary>
    public async ValueTask<IReadOnlyList<RunSummary>> ListAsync() =>
        [.. (await AllAsync()).OrderByDescending(summary => summary.AgeSeconds).ThenBy(summary => summary.Position)];

    /// <summary>Every record that is kept, in no order.</summary>
    public ValueTask<IReadOnlyList<RunRecord>> RecordsAsync() => store.ListAsync();

    /// <summary>What a teacher may know of these runs, in their order, whichever nodes they are at.</summary>
    public async ValueTask<IReadOnlyList<RunSummary>> SummariesAsync(IReadOnlyCollection<RunRecord> records)
    {
        // Of a run at another node only the line knows where it stands.
        var areElsewhere = records.Any(record => record.Phase == RunPhase.Active && live.TryFind(record.Id) is null);
        var waiting = (areElsewhere ? await line.ReadAsync() : []).Where(one => one.Run.Length > 0).DistinctBy(one => one.Run).ToDictionary(one => one.Run);
        return [.. records.Select(record => SummaryOf(record, waiting.GetValueOrDefault(record.Id)))];
    }

    /// <summary>Stops the run with this label; comes back when it has ended.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public async Task StopAsync(string? label) => await commands.StopAsync((await FindLabelledAsync(label)).Id);

    /// <summary>Finds a run by its label, which opens no text to anybody who has no other right to it.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public async ValueTask<RunRecord> FindLabelledAsync(string? label) =>
        (await store.ListAsync()).FirstOrDefault(record => record.Label == label) ?? throw Endings.Exception(Codes.RunNotFound);

    /// <summary>Stops every run that waits, works or pauses; comes back when all have ended.</summary>
    public Task StopAllAsync() => commands.StopAllAsync(Codes.Stopped);

    /// <summary>Stops every run and forgets it, with all its texts, without keeping it for anybody.</summary>
    public async Task ForgetAllAsync()
    {
        var kept = await store.ListAsync();
        await StopAllAsync();
        await Task.WhenAll(kept.Select(keeper.ForgetAsync));
    }

    private RunSummary SummaryOf(RunRecord record, WaitingRun? waiting)
    {
        var now = time.GetUtcNow();
        return live.TryFind(record.Id) is { } run
            // All positions of an answer are those of one moment.
            ? run.Summary(now) is var own && own.State == RunState.Waiting && waiting is not null ? own with { Position = waiting.Position } : own
            : record.Summary(now).At(waiting, now);
    }

    /// <summary>While the store cannot be asked, those that wait or work at this node.</summary>
    private async ValueTask<IEnumerable<RunSummary>> AllAsync()
    {
        try
        {
            return await SummariesAsync(await store.ListAsync());
        }
        catch (EndingException ending) when (ending.Code == Codes.Busy)
        {
            return live.All.Select(run => run.Summary(time.GetUtcNow()));
        }
    }
}
