using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs.Clocks;

namespace Interception.Server.Runs;

/// <summary>Makes live runs: new ones, and those that go on after their pause.</summary>
internal sealed class RunFactory(IJournal journal, RunAttendance attendance, WorkClocks clocks, RunParts parts, TimeProvider time)
{
    /// <summary>Makes a run that is not begun yet; a journal that cannot take it in leaves nothing behind.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="work">What is to be done.</param>
    /// <param name="share">What it holds of its caller's shares while it is active.</param>
    public async ValueTask<Run> CreateAsync(string id, RunSpec work, IDisposable share)
    {
        var record = new RunRecord(id, work, time.GetUtcNow());
        try
        {
            var opened = await journal.OpenAsync(id, record.Fence);
            var asked = work.Material.Assignment;
            opened.Write(new RunStart(work.Plan.Stages, asked.Language, asked.Models.Voice));
            await parts.Store.AddAsync(record);
            return new(record, opened, clocks.ForRun(), share, attendance.Add(id), parts);
        }
        catch
        {
            await parts.Keeper.ForgetAsync(record);
            throw;
        }
    }

    /// <summary>Makes a live object for a run that goes on, with a number that shuts every writer before it out.</summary>
    /// <param name="found">Its record as it was found.</param>
    /// <param name="resumed">As it will be.</param>
    /// <param name="share">What it holds of its caller's shares from now on.</param>
    /// <returns>Null when somebody else has changed it since, or it was forgotten.</returns>
    public async ValueTask<Run?> TryResumeAsync(RunRecord found, RunRecord resumed, IDisposable share) =>
        await journal.TakeOverAsync(found.Id, found.Fence + 1, found.Version) is { } taken
            ? new(resumed with { Fence = taken.Fence }, taken, clocks.ForRun(found.Worked), share, attendance.Add(found.Id), parts)
            : null;
}
