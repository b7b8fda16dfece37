using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>Stopping a run, wherever it is.</summary>
internal sealed partial class RunCommands
{
    /// <summary>Stops a run and its model; comes back when the run has ended.</summary>
    /// <param name="id">The run's key.</param>
    /// <param name="code">Why.</param>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public async Task StopAsync(string? id, string code = Codes.Stopped)
    {
        // The model at work here stops at once, although no store may answer.
        if (id is not null) live.TryFind(id)?.Stop(code);
        RunRecord? found = await keeper.FindAsync(id);
        while (found is not null && found.Phase != RunPhase.Ended)
        {
            await StopOnceAsync(found, code);
            found = await keeper.TryFindAsync(id);
        }
    }

    /// <summary>Stops every run that waits, works or pauses; comes back when all have ended.</summary>
    public Task StopAllAsync(string code) => StopAsync(record => record.Phase != RunPhase.Ended, code);

    /// <summary>Stops every run that ends with this process; what other nodes have or can go on with is left to them.</summary>
    public Task StopHereAsync(string code) => store.IsShared
        ? Task.WhenAll(live.All.Select(run => run.Stop(code) ? run.Ended : run.Over))
        : StopAllAsync(code);

    /// <summary>Stops every run that pauses.</summary>
    public Task StopPausedAsync(string code) => StopAsync(record => record.Phase == RunPhase.Paused, code);

    /// <summary>Stops a run as it was found; in the same moment it may pause, or go on.</summary>
    private async Task StopOnceAsync(RunRecord found, string code)
    {
        if (live.TryFind(found.Id) is { } run) await (run.Stop(code) ? run.Ended : run.Over);
        else if (found.Phase == RunPhase.Active && store.IsShared) await keeper.AskToStopAsync(found.Id);
        else if (found.Phase != RunPhase.Paused || !await keeper.TryEndAsync(found, code)) await Task.Yield();
    }

    private async Task StopAsync(Func<RunRecord, bool> which, string code)
    {
        var all = await store.ListAsync();
        await Task.WhenAll(all.Where(which).Select(record => StopIfThereAsync(record.Id, code)));
    }

    private async Task StopIfThereAsync(string id, string code)
    {
        try
        {
            await StopAsync(id, code);
        }
        catch (EndingException ending) when (ending.Code == Codes.RunNotFound)
        {
            // Forgotten meanwhile.
        }
    }
}
