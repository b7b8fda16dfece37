using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs.Clocks;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>Makes new runs, each with a key, a journal, and its clocks.</summary>
internal sealed class RunFactory(IJournal journal, RunRegistry runs, WorkClocks clocks, ActiveRunCounter active,
    IOptions<RunOptions> options, RunMetrics metrics, TimeProvider time)
{
    /// <summary>Makes a run that is not begun yet; a journal that cannot take it in leaves nothing behind.</summary>
    public Run Create(RunSpec work)
    {
        var id = SecretId.New();
        var opened = journal.Open(id);
        try
        {
            return new(id, work, opened, clocks.ForRun(), new(options.Value, time, () => runs.Forget(id)), active, metrics, time);
        }
        catch
        {
            runs.ForgetJournal(id);
            throw;
        }
    }
}
