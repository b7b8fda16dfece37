using Interception.Server.Contracts;
using Interception.Server.Journal;

namespace Interception.Server.Runs;

/// <summary>Leads readers to a run's journal by its key, wherever the run works.</summary>
internal sealed class RunReading(IJournal journal, RunAttendance attendance, ReaderMetrics metrics)
{
    /// <summary>Finds a run to read.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>: malformed, unknown, or forgotten.</exception>
    public async ValueTask<AttendedRun> FindAsync(string? id, CancellationToken cancellationToken = default) =>
        new(id!, await FindUnattendedAsync(id, cancellationToken), attendance.Find(id!), metrics) { Visit = () => attendance.Visit(id!) };

    /// <summary>Finds a run for a reader who does not attend it: it is kept alive by others alone.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>: malformed, unknown, or forgotten.</exception>
    public async ValueTask<IRunReader> FindUnattendedAsync(string? id, CancellationToken cancellationToken = default) =>
        (SecretId.IsOne(id) ? await journal.FindAsync(id!, cancellationToken) : null) ?? throw Endings.Exception(Codes.RunNotFound);
}
