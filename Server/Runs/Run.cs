using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Hops;
using Interception.Server.Runs.Locking;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>One run while it waits or works: its clock, its ticket, its stop. What outlives that is in its record.</summary>
/// <param name="record">What is known of it.</param>
/// <param name="journal">Where it is written down, in the hand of this writer.</param>
/// <param name="clock">The time that it may hold a place.</param>
/// <param name="share">What it holds of its caller's shares.</param>
/// <param name="readers">Who reads it.</param>
/// <param name="parts">What all runs share.</param>
internal sealed partial class Run(
    RunRecord record, IRunJournal journal, WorkClock clock, IDisposable share, RunReaders readers, RunParts parts) : IDisposable
{
    private readonly OrderedLock _lock = new(LockRank.Run);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string? _text = TextOf(record);
    private RunRecord _record = record;
    private RunPhase _phase;
    private Outcome? _endedAs;
    private long _since = record.Since;
    private bool _isLast;

    /// <summary>The key to the run: 128 random bits.</summary>
    public string Id => _record.Id;

    /// <summary>The run's name in logs; too short to be used as its key.</summary>
    public string Label => _record.Label;

    /// <summary>Whose it is; null when nobody said.</summary>
    public string? Owner => _record.Work.Owner;

    /// <summary>Whose it is in class; a run of nobody is a child by itself.</summary>
    public string Child => _record.Child;

    public RunPlan Plan => _record.Work.Plan;
    public RunMaterial Material => _record.Work.Material;
    public IRunJournal Journal => journal;

    /// <summary>What is known of it, as the store has it.</summary>
    public RunRecord Record
    {
        get => _record;
        set => _record = value;
    }

    /// <summary>How operators see it, where somebody listens.</summary>
    public RunTrace Trace { get; } = parts.Traces.For(record);

    /// <summary>The time that the run may hold a place.</summary>
    public WorkClock Clock => clock;

    /// <summary>Who reads it; a run that works and that nobody reads for long is abandoned.</summary>
    public RunReaders Readers => readers;

    /// <summary>When its texts passed which hop.</summary>
    public RunHops Hops => readers.Hops;

    /// <summary>Its claim to a place, the last one it had; null before the first.</summary>
    public Ticket? Ticket { get; private set; }

    /// <summary>What it began with: its idea, or what stands for the interception; after the pause, what the child went on with.</summary>
    public string? Text => _text;

    /// <summary>Who writes.</summary>
    public string Voice => _record.Voice;

    /// <summary>The stage that began last; null before the first.</summary>
    public Stage? Stage { get; set; } = record.Stage;

    /// <summary>How many of the plan's stages are behind it.</summary>
    public int StagesDone { get; set; } = record.StagesDone;

    /// <summary>True when the stage just done is the one after which the child reads.</summary>
    public bool IsAtPause => StagesDone > 0 && Plan.Stages[StagesDone - 1] == Plan.PauseAfter;

    /// <summary>What it does at the moment.</summary>
    public RunState State => _phase switch
    {
        RunPhase.Active => Ticket is { IsServed: true } ? RunState.Working : RunState.Waiting,
        RunPhase.Paused => RunState.Paused,
        _ => RunState.Ended,
    };

    /// <summary>Since when it does what it does, in Unix milliseconds.</summary>
    public long Since => State == RunState.Working ? _since + (long)Ticket!.Waited.TotalMilliseconds : _since;

    /// <summary>What a check objected to; null when none did.</summary>
    public TextCategory? Category { get; set; }

    /// <summary>Cancelled when the run is to stop.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Why the run is to stop; null while it is not.</summary>
    public string? StopCode { get; private set; }

    /// <summary>Completed when the run pauses, has ended, or was never begun: nothing here works on it any more.</summary>
    public Task Over => _over.Task;

    /// <summary>Completed when the run has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What a teacher may know of it.</summary>
    public RunSummary Summary(DateTimeOffset now) => _record.Summary(now) with
    {
        State = State,
        Stage = Stage,
        Position = Ticket?.Position,
        WaitingSeconds = Ticket?.Waited.TotalSeconds ?? 0,
        Since = Since,
        EndedAs = _endedAs,
        Category = Category,
    };

    /// <summary>Asked before any stage puts something else in its place.</summary>
    private static string? TextOf(RunRecord record) => record.Continuation is { } wentOn
        ? wentOn.Text ?? record.Work.Material.Interception!.Value
        : record.Work.Material.Assignment.Idea ?? record.Work.Material.Revision;
}
