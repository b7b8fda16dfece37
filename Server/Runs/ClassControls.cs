using Interception.Server.Contracts;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>What a teacher can do with the runs of the class.</summary>
internal sealed class ClassControls(RunRegistry runs, RunQueue line)
{
    /// <summary>Whether the line is held: no run is served, those that work go on, those that wait keep their places.</summary>
    public bool IsHeld => line.IsHeld;

    /// <summary>Holds the line.</summary>
    public void Hold() => line.Hold();

    /// <summary>Releases the line.</summary>
    public void Release() => line.Release();

    /// <summary>Stops the run with this label; comes back when it has ended.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public Task StopAsync(string? label) => StopAsync([runs.FindLabelled(label)]);

    /// <summary>Stops every run that waits, works or pauses; comes back when all have ended.</summary>
    public Task StopAllAsync() => StopAsync(runs.All);

    /// <summary>Stops every run and forgets it, with all its texts, without keeping it for anybody.</summary>
    public async Task ForgetAllAsync()
    {
        var kept = runs.All;
        await StopAsync(kept);
        await Task.WhenAll(kept.Select(run => runs.ForgetAsync(run.Id)));
    }

    private static Task StopAsync(IReadOnlyList<Run> stopped)
    {
        foreach (var run in stopped) run.Stop(Codes.Stopped);
        return Task.WhenAll(stopped.Select(run => run.Ended));
    }
}
