namespace Interception.Server.Runs;

/// <summary>What a store knows of a run, whoever works on it: enough to answer for it, to go on with it, and to end it.</summary>
/// <param name="Id">The run's key.</param>
/// <param name="Work">What is to be done, and what has come of it.</param>
/// <param name="Born">When it was started.</param>
internal sealed record RunRecord(string Id, RunSpec Work, DateTimeOffset Born)
{
    /// <summary>Tells this state of the record from every other one.</summary>
    public string Version { get; init; } = Contracts.SecretId.New();

    /// <summary>The run's name in logs; too short to be used as its key.</summary>
    public string Label { get; } = Id[..6];

    /// <summary>Whose it is in class; a run of nobody is a child by itself.</summary>
    public string Child => Work.Child ?? $"run {Id}";

    /// <summary>Who writes.</summary>
    public string Voice => Work.Material.Assignment.Models.Voice;

    /// <summary>Where the run is in its life.</summary>
    public RunPhase Phase { get; init; }

    /// <summary>The number of its writer; who takes the run over has a larger one.</summary>
    public long Fence { get; init; } = 1;

    /// <summary>How many of the plan's stages are behind it.</summary>
    public int StagesDone { get; init; }

    /// <summary>The stage that began last; null before the first.</summary>
    public Contracts.Stage? Stage { get; init; }

    /// <summary>Since when it does what it does, in Unix milliseconds.</summary>
    public long Since { get; init; } = Born.ToUnixTimeMilliseconds();

    /// <summary>Whether it holds a place, as far as its node has written that down.</summary>
    public bool IsServed { get; init; }

    /// <summary>How it ended; null before.</summary>
    public Contracts.Outcome? EndedAs { get; init; }

    /// <summary>What a check objected to; null when none did.</summary>
    public Contracts.TextCategory? Category { get; init; }

    /// <summary>With what it went on after its pause; null before.</summary>
    public RunContinuation? Continuation { get; init; }

    /// <summary>How long it has held a place.</summary>
    public TimeSpan Worked { get; init; }

    /// <summary>How long it waited for its last place.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>What a teacher may know of it; where it is active, its live object and the line know more.</summary>
    public RunSummary Summary(DateTimeOffset now) => new(Label, Id, Work.Owner, State, Stage, null, WaitedBy(now).TotalSeconds, (now - Born).TotalSeconds)
    {
        Since = Since,
        EndedAs = EndedAs,
        Category = Category,
    };

    private RunState State => Phase switch
    {
        RunPhase.Active => IsServed ? RunState.Working : RunState.Waiting,
        RunPhase.Paused => RunState.Paused,
        _ => RunState.Ended,
    };

    private TimeSpan WaitedBy(DateTimeOffset now) =>
        State == RunState.Waiting ? now - DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(Since, now.ToUnixTimeMilliseconds())) : Waited;
}

/// <summary>Where a run is in its life.</summary>
internal enum RunPhase
{
    /// <summary>It waits or works: a live object has it, at one node.</summary>
    Active,

    /// <summary>It waits for the child, and belongs to nobody.</summary>
    Paused,

    /// <summary>It is over and can still be read.</summary>
    Ended,
}

/// <summary>With what a run went on after its pause.</summary>
/// <param name="Text">What the child said; null for the interception as it was.</param>
internal sealed record RunContinuation(string? Text);
