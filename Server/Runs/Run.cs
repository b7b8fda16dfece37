using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Pipeline;

namespace Interception.Server.Runs;

/// <summary>The life of one run: active, paused, ended. Everything that belongs to a run is here; nothing is shared.</summary>
internal sealed class Run : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunAlarm _alarm;
    private readonly RunMetrics _metrics;
    private RunState _state = RunState.Active;
    private Continuation? _continuation;
    private int _readers;

    public Run(string id, Work work, IRunJournal journal, WorkClock clock, RunAlarm alarm, RunMetrics metrics)
    {
        Label = id[..6];
        (Id, Plan, Material, Journal, Clock, _alarm, _metrics) = (id, work.Plan, work.Material, journal, clock, alarm, metrics);
        journal.Write(new RunStart(Plan.Stages, Material.Assignment.Language, Voice));
        _alarm.SetAbandoned(Abandon);
    }

    /// <summary>The key to the run: 128 random bits.</summary>
    public string Id { get; }

    /// <summary>The run's name in logs; too short to be used as its key.</summary>
    public string Label { get; }

    public RunPlan Plan { get; }
    public Material Material { get; }
    public IRunJournal Journal { get; }

    /// <summary>The time that the run may hold a place.</summary>
    public WorkClock Clock { get; }

    /// <summary>Who writes.</summary>
    public string Voice => Material.Assignment.Cast.Voice;

    /// <summary>How many of the plan's stages are behind it.</summary>
    public int StagesDone { get; set; }

    /// <summary>True when the stage just done is the one after which the child reads.</summary>
    public bool IsAtPause => StagesDone > 0 && Plan.Stages[StagesDone - 1] == Plan.PauseAfter;

    /// <summary>Cancelled when the run is to stop.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Why the run is to stop; null while it is not.</summary>
    public string? StopCode { get; private set; }

    /// <summary>Completed when the run has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>A new key.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>True for a text that could be a run's key.</summary>
    public static bool IsId(string? id) => Texts.IsToken(id, 22, 22);

    /// <summary>Reads a stage's text from an offset on, as somebody who attends.</summary>
    public async IAsyncEnumerable<string> ReadText(
        Stage stage, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = Attend();
        // No text is as long as an int can count, so the largest one lies beyond every text.
        await foreach (var piece in Journal.ReadText(stage, (int)Math.Clamp(offset, int.MinValue, int.MaxValue), cancellationToken))
            yield return piece;
    }

    /// <summary>Reads the events after a sequence number, as somebody who attends.</summary>
    public async IAsyncEnumerable<RunEvent> ReadEvents(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = Attend();
        await foreach (var happened in Journal.ReadEvents(after, cancellationToken)) yield return happened;
    }

    /// <summary>Waits for the child, unless the run is to stop.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            if (StopCode is not null) End(Outcome.Stopped, StopCode);
            else
            {
                _state = RunState.Paused;
                Journal.Write(new RunPause());
                _alarm.SetPaused(PauseIsOver);
            }
        }
    }

    /// <summary>Goes on after the pause.</summary>
    /// <param name="text">The revised interception; null for an unrevised one.</param>
    /// <param name="join">Joins the line; may refuse, and then the run stays paused as it was.</param>
    /// <returns>The ticket, or null when exactly this was said before.</returns>
    /// <exception cref="EndingException"><c>conflict</c>, or what <paramref name="join"/> throws.</exception>
    public Ticket? Continue(string? text, Func<Ticket> join)
    {
        lock (_lock)
        {
            if (_continuation is { } earlier)
                return earlier.Text == text ? null : throw Endings.Exception(Codes.Conflict);
            if (_state != RunState.Paused) throw Endings.Exception(Codes.Conflict);
            var ticket = join();
            _continuation = new(text);
            _state = RunState.Active;
            Material.Revision = text == Material.Interception!.Value ? null : text;
            Journal.Write(new RunContinue(Material.Revision is not null));
            _alarm.SetAbandoned(Abandon);
            return ticket;
        }
    }

    /// <summary>Stops the run and its model; does nothing when it has ended.</summary>
    public void Stop(string code)
    {
        lock (_lock)
        {
            if (_state == RunState.Ended) return;
            StopCode ??= code;
            if (_state == RunState.Paused) End(Outcome.Stopped, StopCode);
        }
        _stop.Cancel();
    }

    /// <summary>Ends the run, once.</summary>
    public void End(Outcome outcome, string? code = null)
    {
        lock (_lock)
        {
            if (_state == RunState.Ended) return;
            _state = RunState.Ended;
            Journal.Write(new RunEnd(outcome, code, ComeBack.AfterMs(code)));
            _alarm.SetEnded();
            _metrics.RunEnded(outcome, code);
        }
        _ended.SetResult();
    }

    public void Dispose()
    {
        _alarm.Dispose();
        Clock.Dispose();
    }

    private Attendance Attend() => new(this);

    private void PauseIsOver()
    {
        lock (_lock)
            if (_state == RunState.Paused) End(Outcome.Stopped, Codes.Stopped);
    }

    private void Abandon()
    {
        lock (_lock)
            if (_readers > 0 || _state != RunState.Active) return;
        Stop(Codes.Stopped);
    }

    private enum RunState { Active, Paused, Ended }

    private sealed record Continuation(string? Text);

    private sealed class Attendance : IDisposable
    {
        private Run? _run;

        public Attendance(Run run)
        {
            _run = run;
            lock (run._lock) run._readers++;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _run, null) is not { } run) return;
            lock (run._lock)
                if (--run._readers == 0 && run._state == RunState.Active) run._alarm.SetAbandoned(run.Abandon);
        }
    }
}
