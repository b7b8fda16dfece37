using Interception.Server.Contracts;
using Interception.Server.Journal;

namespace Interception.Server.Runs;

/// <summary>Leads readers to a run's journal by its key, wherever the run works.</summary>
internal sealed class RunReading(IJournal journal, RunRegistry runs, ReaderMetrics metrics)
{
    /// <summary>Finds a run to read.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>: malformed, unknown, or forgotten.</exception>
    public async ValueTask<AttendedRun> FindAsync(string? id, CancellationToken cancellationToken = default)
    {
        var found = SecretId.IsOne(id) ? await journal.FindAsync(id!, cancellationToken) : null;
        return found is null ? throw Endings.Exception(Codes.RunNotFound) : new(id!, found, runs.TryFind(id), metrics);
    }
}
