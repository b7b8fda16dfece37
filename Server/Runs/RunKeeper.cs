using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Runs.Keys;
using Microsoft.Extensions.Options;

namespace Interception.Server.Runs;

/// <summary>Keeps runs that nobody works on: finds them, ends a pause, and forgets what is over.</summary>
internal sealed partial class RunKeeper
{
    /// <summary>How often a run at another node is looked at while its end is waited for.</summary>
    private static readonly TimeSpan NextLook = TimeSpan.FromMilliseconds(100);

    private readonly IRunStore _store;
    private readonly IJournal _journal;
    private readonly IKeyStore _keys;
    private readonly RunAttendance _attendance;
    private readonly RunMetrics _metrics;
    private readonly RunTraces _traces;
    private readonly RunOptions _options;
    private readonly ConcurrentDictionary<string, RunRecord> _unforgotten = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly ILogger<RunKeeper> _logger;

    public RunKeeper(
        IRunStore store, IJournal journal, IKeyStore keys, RunAttendance attendance, RunMetrics metrics, RunTraces traces,
        IOptions<RunOptions> options, TimeProvider time, ILogger<RunKeeper> logger)
    {
        _store = store;
        _journal = journal;
        _keys = keys;
        _attendance = attendance;
        _metrics = metrics;
        _traces = traces;
        _options = options.Value;
        _time = time;
        _logger = logger;
        store.Due += record => _ = OnDueAsync(record);
    }

    /// <summary>Finds a run's record.</summary>
    /// <exception cref="EndingException"><c>run_not_found</c>: malformed, unknown, or forgotten.</exception>
    public async ValueTask<RunRecord> FindAsync(string? id, CancellationToken cancellationToken = default) =>
        await TryFindAsync(id, cancellationToken) ?? throw Endings.Exception(Codes.RunNotFound);

    /// <summary>Finds a run's record; null when there is none.</summary>
    public ValueTask<RunRecord?> TryFindAsync(string? id, CancellationToken cancellationToken = default) =>
        SecretId.IsOne(id) ? _store.FindAsync(id!, cancellationToken) : default;

    /// <summary>Ends a run that pauses.</summary>
    /// <returns>False when it does not pause any more.</returns>
    public async Task<bool> TryEndAsync(RunRecord paused, string code)
    {
        var ended = paused with
        {
            Phase = RunPhase.Ended,
            Fence = paused.Fence + 1,
            EndedAs = Outcome.Stopped,
            Since = _time.UnixMs(),
        };
        var journal = await _journal.TakeOverAsync(paused.Id, ended.Fence, paused.Version);
        if (journal is null) return false;
        ended = ended with { Fence = journal.Fence };
        if (await _store.TryChangeAsync(paused, ended, journal, new RunEnd(Outcome.Stopped, code, RetryAfter.AfterMs(code))) is null) return false;
        _ = HasEndedAsync(ended);
        _metrics.RunEnded(Outcome.Stopped, code);
        _traces.End(ended.Id, Outcome.Stopped, code);
        return true;
    }

    /// <summary>Asks the node that has a run to stop it, or whoever takes it over from that node; comes back when it is worth a look.</summary>
    /// <exception cref="EndingException"><c>busy</c>.</exception>
    public async Task AskToStopAsync(string id)
    {
        await _journal.WantAsync(id, RunWish.Stop);
        await Task.Delay(NextLook, _time);
    }

    /// <summary>A run has ended: its caller's own name for it means it as long as it can be read. Never throws.</summary>
    public async Task HasEndedAsync(RunRecord ended)
    {
        try
        {
            if (ended.Work.KeyName is { } name) await _keys.ReleaseAsync(name, ended.Id, _options.Retention);
        }
        catch (Exception e)
        {
            LogNotForgotten(_logger, ended.Label, e.GetType().Name);
        }
    }

    /// <summary>Forgets a run, its journal, its readers, and its caller's own name for it. Never throws.</summary>
    public async Task ForgetAsync(RunRecord record)
    {
        try
        {
            _attendance.Forget(record.Id);
            _traces.Forget(record.Id);
            await _store.ForgetAsync(record.Id);
            await _journal.ForgetAsync(record.Id);
            if (record.Work.KeyName is { } name) await _keys.ReleaseAsync(name, record.Id);
            _unforgotten.TryRemove(record.Id, out _);
        }
        catch (Exception e)
        {
            if (_unforgotten.TryAdd(record.Id, record)) LogNotForgotten(_logger, record.Label, e.GetType().Name);
        }
    }

    /// <summary>Whether a run is to be forgotten, and its store could not be told yet.</summary>
    public bool IsToBeForgotten(string id) => _unforgotten.ContainsKey(id);

    /// <summary>Forgets what could not be forgotten so far.</summary>
    public async Task ForgetRestAsync()
    {
        foreach (var record in _unforgotten.Values) await ForgetAsync(record);
    }

    private async Task OnDueAsync(RunRecord record)
    {
        try
        {
            if (record.Phase == RunPhase.Paused) await TryEndAsync(record, Codes.Stopped);
            else await ForgetAsync(record);
        }
        catch (Exception)
        {
            // An ending that cannot be written down: whoever reads the run would wait for it.
            await ForgetAsync(record);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} could not be forgotten: {Exception}.")]
    private static partial void LogNotForgotten(ILogger logger, string run, string exception);
}
