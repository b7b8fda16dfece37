using Interception.Server.Contracts;
using Interception.Server.Journal;
using Interception.Server.Pipeline;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Hops;
using Interception.Server.Runs.Limits;
using Interception.Server.Runs.Locking;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>The life of one run: active, paused, ended. Everything that belongs to a run is here; nothing is shared.</summary>
internal sealed partial class Run : IDisposable
{
    private readonly OrderedLock _lock = new(LockRank.Run);
    private readonly SemaphoreSlim _commands = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunTimer _alarm;
    private readonly RunMetrics _metrics;
    private readonly TimeProvider _time;
    private long _since;
    private IDisposable _share;
    private Phase _phase = Phase.Active;
    private RunContinuation? _continuation;
    private bool _isLast;

    /// <param name="id">Its key.</param>
    /// <param name="work">What is to be done.</param>
    /// <param name="journal">Where it is written down.</param>
    /// <param name="clock">The time that it may hold a place.</param>
    /// <param name="alarm">Its timer.</param>
    /// <param name="share">What it holds of its caller's shares while it waits or works.</param>
    /// <param name="metrics">Told how it ended.</param>
    /// <param name="time">Where time comes from.</param>
    public Run(string id, RunSpec work, IRunJournal journal, WorkClock clock, RunTimer alarm, IDisposable share,
        RunMetrics metrics, TimeProvider time)
    {
        Id = id;
        Label = id[..6];
        Owner = work.Owner;
        Child = work.Child ?? $"run {id}";
        Accounts = work.Accounts;
        KeyName = work.KeyName;
        Plan = work.Plan;
        Material = work.Material;
        Text = work.Material.Assignment.Idea ?? work.Material.Revision;
        Journal = journal;
        Clock = clock;
        _alarm = alarm;
        _share = share;
        _metrics = metrics;
        Trace = new(Label, Plan, Voice);
        Readers = new(OnEmpty);
        Hops = new(time);
        _time = time;
        Born = time.GetTimestamp();
        _since = NowMs;
        journal.Write(new RunStart(Plan.Stages, Material.Assignment.Language, Voice));
        _alarm.SetAbandoned(Abandon);
    }

    /// <summary>When it was made, by the clock's own count: who has more is newer.</summary>
    public long Born { get; }

    /// <summary>The key to the run: 128 random bits.</summary>
    public string Id { get; }

    /// <summary>The run's name in logs; too short to be used as its key.</summary>
    public string Label { get; }

    /// <summary>Whose it is; null when nobody said.</summary>
    public string? Owner { get; }

    /// <summary>Whose it is in class; a run of nobody is a child by itself.</summary>
    public string Child { get; }

    /// <summary>On whose accounts it is done; none on nobody's.</summary>
    public IReadOnlyList<LimitShare> Accounts { get; }

    /// <summary>The caller's own name for it; null for none.</summary>
    public string? KeyName { get; }

    public RunPlan Plan { get; }
    public RunMaterial Material { get; }
    public IRunJournal Journal { get; }

    /// <summary>How operators see it, where somebody listens.</summary>
    public RunTrace Trace { get; }

    /// <summary>The time that the run may hold a place.</summary>
    public WorkClock Clock { get; }

    /// <summary>When its texts passed which hop.</summary>
    public RunHops Hops { get; }

    /// <summary>Its claim to a place, the last one it had; null before the first.</summary>
    public Ticket? Ticket { get; private set; }

    /// <summary>What it began with: its idea, or what stands for the interception; after the pause, what the child went on with.</summary>
    public string? Text { get; private set; }

    /// <summary>Who writes.</summary>
    public string Voice => Material.Assignment.Models.Voice;

    /// <summary>The stage that began last; null before the first.</summary>
    public Stage? Stage { get; set; }

    /// <summary>How many of the plan's stages are behind it.</summary>
    public int StagesDone { get; set; }

    /// <summary>True when the stage just done is the one after which the child reads.</summary>
    public bool IsAtPause => StagesDone > 0 && Plan.Stages[StagesDone - 1] == Plan.PauseAfter;

    /// <summary>What it does at the moment.</summary>
    public RunState State => _phase switch
    {
        Phase.Active => Ticket is { IsServed: true } ? RunState.Working : RunState.Waiting,
        Phase.Paused => RunState.Paused,
        _ => RunState.Ended,
    };

    /// <summary>How it ended; null before.</summary>
    public Outcome? EndedAs { get; private set; }

    /// <summary>What a check objected to; null when none did.</summary>
    public TextCategory? Category { get; set; }

    /// <summary>Cancelled when the run is to stop.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Why the run is to stop; null while it is not.</summary>
    public string? StopCode { get; private set; }

    /// <summary>Completed when the run has ended, or was never begun.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What a teacher may know of it.</summary>
    public RunSummary Summary() => new(Label, Id, Owner, State, Stage, Ticket?.Position,
        Ticket?.Waited.TotalSeconds ?? 0, _time.GetElapsedTime(Born).TotalSeconds)
    {
        Since = State == RunState.Working ? _since + (long)Ticket!.Waited.TotalMilliseconds : _since,
        EndedAs = EndedAs,
        Category = Category,
    };

    public void Dispose()
    {
        // One that was never begun.
        using (_lock.Enter()) _share.Dispose();
        Trace.Dispose();
        _alarm.Dispose();
        Clock.Dispose();
        _ended.TrySetResult();
    }

    private long NowMs => _time.UnixMs();

    private enum Phase { Active, Paused, Ended }
}
