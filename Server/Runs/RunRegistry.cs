using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs.Keys;

namespace Interception.Server.Runs;

/// <summary>Every run that is kept, and whether more are taken.</summary>
internal sealed partial class RunRegistry(IJournal journal, IKeyStore keys, ILogger<RunRegistry> logger)
{
    private readonly ConcurrentDictionary<string, Run> _runs = new(StringComparer.Ordinal);
    private volatile bool _isClosing;

    /// <summary>Whether the server is going down: no run starts or goes on any more.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>Every run that is kept, in no order.</summary>
    public IReadOnlyList<Run> All => [.. _runs.Values];

    /// <summary>Finds a run.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>: malformed, unknown, or forgotten.</exception>
    public Run Find(string? id) => TryFind(id) ?? throw Endings.Exception(Codes.RunNotFound);

    /// <summary>Finds a run; null when there is none.</summary>
    public Run? TryFind(string? id) => SecretId.IsOne(id) ? _runs.GetValueOrDefault(id!) : null;

    /// <summary>Finds a run by its label, which opens no text to anybody who has no other right to it.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public Run FindLabelled(string? label) =>
        _runs.Values.FirstOrDefault(run => run.Label == label) ?? throw Endings.Exception(Codes.RunNotFound);

    /// <summary>What a teacher may know of every run that is kept, the oldest first.</summary>
    public IReadOnlyList<RunSummary> List() =>
        [.. _runs.Values.Select(run => run.Summary()).OrderByDescending(summary => summary.AgeSeconds).ThenBy(summary => summary.Position)];

    /// <summary>Takes no more runs.</summary>
    public void Close() => _isClosing = true;

    /// <summary>Keeps a run until it is forgotten.</summary>
    public void Add(Run run) => _runs[run.Id] = run;

    /// <summary>Forgets a run, its journal, and the caller's own name for it.</summary>
    public void Forget(string id) => _ = ForgetAsync(id);

    /// <summary>The same, for a caller who waits until it is gone.</summary>
    public Task ForgetAsync(string id)
    {
        if (!_runs.TryRemove(id, out var run)) return Task.CompletedTask;
        run.Dispose();
        return ForgetAsync(run);
    }

    /// <summary>Forgets a journal. Nobody waits for this, so that nobody would hear of an exception.</summary>
    public async Task ForgetJournalAsync(string id)
    {
        try
        {
            await journal.ForgetAsync(id);
        }
        catch (Exception e)
        {
            LogNotForgotten(logger, id[..6], e.GetType().Name);
        }
    }

    private async Task ForgetAsync(Run run)
    {
        await ForgetJournalAsync(run.Id);
        if (run.KeyName is { } name) await keys.ReleaseAsync(name, run.Id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not forget run {Run}: {Exception}.")]
    private static partial void LogNotForgotten(ILogger logger, string run, string exception);
}
