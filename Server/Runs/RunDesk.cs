using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Locking;
using Interception.Server.Runs.Queue;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>Where runs are started, continued and stopped: the only commands there are.</summary>
/// <remarks>No lock is held here: a claim waits for its own start only, and what is counted is counted elsewhere. See <see cref="LockRank"/>.</remarks>
internal sealed partial class RunDesk(
    IJournal journal, RunQueue line, RunExecutor worker, WorkClocks clocks, ActiveRunCounter active, BrokenOffTexts brokenOff, IOptions<RunOptions> options,
    RunMetrics metrics, TimeProvider time, ILogger<RunDesk> logger)
{
    private readonly ConcurrentDictionary<string, Run> _runs = new();
    private readonly IdempotencyKeys _claims = new();
    private volatile bool _closing;

    /// <summary>Starts a run; under a claim that was made before, finds that run.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="claim">The caller's own name for it; null for none.</param>
    /// <param name="admit">Asked when a new run is to be made; may refuse.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>, <c>busy</c>, <c>shutting_down</c>, or <c>conflict</c> for a claim with another request.</exception>
    public Run Start(RunSpec work, IdempotencyKey? claim, Action? admit = null) =>
        claim is null ? Start(work, admit) : _claims.GetOrStart(claim, () => Start(work with { ClaimName = claim.Name }, admit));

    /// <summary>Goes on with a paused run; the same again does nothing.</summary>
    /// <param name="id">The run's key.</param>
    /// <param name="text">Null, or the revised interception, 1 to 8000 UTF-16 units.</param>
    /// <exception cref="EndingException"><c>run_not_found</c>, <c>conflict</c>, <c>invalid_request</c>, <c>rate_limited</c>, <c>busy</c>, <c>shutting_down</c>.</exception>
    public void Continue(string? id, string? text)
    {
        var run = Find(id);
        if (_closing) throw Endings.Exception(Codes.ShuttingDown);
        FieldValidation.CheckRevision(text);
        if (run.Continue(text, () => Join(run)) is { } ticket) Work(run, ticket);
    }

    /// <summary>Stops a run and its model; comes back when the run has ended.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>.</exception>
    public Task StopAsync(string? id)
    {
        var run = Find(id);
        run.Stop(Codes.Stopped);
        return run.Ended;
    }

    /// <summary>Finds a run.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>: malformed, unknown, or forgotten.</exception>
    public Run Find(string? id) =>
        Run.IsId(id) && _runs.TryGetValue(id!, out var run) ? run : throw Endings.Exception(Codes.RunNotFound);

    /// <summary>Finds the run that a session's own claim means; null when there is none.</summary>
    public Run? FindClaimed(string name, string owner) => _claims.Find(name, owner);

    /// <summary>Whether a claim of this name means a run.</summary>
    public bool IsClaimed(string name) => _claims.Has(name);

    /// <summary>The model that a run asks, or will ask, in a stage; null when it asks none.</summary>
    public string? ModelOf(Run run, Stage stage) => worker.ModelOf(run, stage);

    /// <summary>Every run that is kept, the oldest first.</summary>
    public IReadOnlyList<RunSummary> List() =>
        [.. _runs.Values.Select(run => run.Summary()).OrderByDescending(summary => summary.AgeSeconds).ThenBy(summary => summary.Position)];

    /// <summary>Whether the line is held: nobody is served, those who work go on, those who wait keep their places.</summary>
    public bool IsHeld => line.IsHeld;

    /// <summary>Holds the line.</summary>
    public void Hold() => line.Hold();

    /// <summary>Releases the line.</summary>
    public void Release() => line.Release();

    /// <summary>Stops every run that waits, works or pauses; comes back when all have ended.</summary>
    public Task StopAllAsync()
    {
        var runs = _runs.Values.ToList();
        foreach (var run in runs) run.Stop(Codes.Stopped);
        return Task.WhenAll(runs.Select(run => run.Ended));
    }

    /// <summary>Whether the server is going down: nobody starts or goes on any more.</summary>
    public bool IsClosing => _closing;

    /// <summary>Takes no more runs, ends those that wait or pause, and lets those that work come to their end.</summary>
    /// <returns>Completes when all have ended.</returns>
    public Task FinishAsync()
    {
        _closing = true;
        var runs = _runs.Values.ToList();
        foreach (var run in runs) run.Finish();
        return Task.WhenAll(runs.Select(run => run.Ended));
    }

    /// <summary>Ends all runs there are.</summary>
    /// <returns>Completes when all have ended and whoever reads them has heard it.</returns>
    public Task CloseAsync()
    {
        var runs = _runs.Values.ToList();
        foreach (var run in runs) run.Stop(Codes.ShuttingDown);
        return Task.WhenAll(runs.Select(run => run.Ended).Concat(runs.Select(run => run.UnreadAsync())));
    }

    private Run Start(RunSpec work, Action? admit)
    {
        active.Enter(work.Accounts);
        Run run;
        try
        {
            admit?.Invoke();
            run = Open(work);
        }
        catch
        {
            active.Leave(work.Accounts);
            throw;
        }
        return Begin(run);
    }

    private Run Open(RunSpec work)
    {
        var id = Run.NewId();
        var opened = journal.Open(id);
        try
        {
            return new(id, work, opened, clocks.ForRun(), new(options.Value, time, () => Forget(id)), active, metrics, time);
        }
        catch
        {
            ForgetJournal(id);
            throw;
        }
    }

    private Run Begin(Run run)
    {
        _runs[run.Id] = run;
        try
        {
            // Only now, when a closing desk would find the run: it cannot slip through between the two.
            Work(run, run.Begin(() => Join(run)));
            return run;
        }
        catch
        {
            Forget(run.Id);
            throw;
        }
    }

    private Ticket Join(Run run)
    {
        if (_closing) throw Endings.Exception(Codes.ShuttingDown);
        worker.RefuseUnjudged(run);
        return line.Join(worker.QueuedWorkFor(run), run.Journal.Write, worker.IsUrgent(run), isAhead: brokenOff.Take(run));
    }

    private void Work(Run run, Ticket ticket) => _ = Task.Run(() => worker.WorkAsync(run, ticket));

    private void Forget(string id)
    {
        if (!_runs.TryRemove(id, out var run)) return;
        _claims.Forget(run);
        ForgetJournal(id);
        run.Dispose();
    }

    /// <summary>Called by a timer as well, where an exception of a journal would end the process.</summary>
    private void ForgetJournal(string id)
    {
        try
        {
            journal.Forget(id);
        }
        catch (Exception e)
        {
            LogNotForgotten(logger, id[..6], e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not forget run {Run}: {Exception}.")]
    private static partial void LogNotForgotten(ILogger logger, string run, string exception);
}
