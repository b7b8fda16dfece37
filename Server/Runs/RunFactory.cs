using Interception.Server.Journal;
using Interception.Server.Runs.Clocks;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>Makes new runs, each with a journal and its clocks.</summary>
internal sealed class RunFactory(IJournal journal, RunRegistry runs, WorkClocks clocks, IOptions<RunOptions> options, RunMetrics metrics, TimeProvider time)
{
    /// <summary>A run's first writer; one that takes the run over has a larger number.</summary>
    private const long FirstFence = 1;

    /// <summary>Makes a run that is not begun yet; a journal that cannot take it in leaves nothing behind.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="work">What is to be done.</param>
    /// <param name="share">What it holds of its caller's shares while it is active.</param>
    public async ValueTask<Run> CreateAsync(string id, RunSpec work, IDisposable share)
    {
        var opened = await journal.OpenAsync(id, FirstFence);
        try
        {
            return new(id, work, opened, clocks.ForRun(), new(options.Value, time, () => runs.Forget(id)), share, metrics, time);
        }
        catch
        {
            await runs.ForgetJournalAsync(id);
            throw;
        }
    }
}
