using Interception.Server.Contracts;
using Interception.Server.Runs.Queue;

namespace Interception.Server.Runs;

/// <summary>What a teacher may know of a run: no text.</summary>
/// <param name="Label">A name for people; too short to be used as the key.</param>
/// <param name="Id">The key, for the server's own use: a caller who has it may read the run.</param>
/// <param name="Owner">The owner, for the server's own use; null for none.</param>
/// <param name="State">Its state.</param>
/// <param name="Stage">The stage that began last; null before the first.</param>
/// <param name="Position">Its place in the queue, 1 is next; null when it does not wait.</param>
/// <param name="WaitingSeconds">How long it has waited for its slot, or waited for the last one.</param>
/// <param name="AgeSeconds">How long ago it was started.</param>
internal sealed record RunSummary(string Label, string Id, string? Owner, RunState State, Stage? Stage, int? Position,
    double WaitingSeconds, double AgeSeconds)
{
    /// <summary>When that state began, in Unix milliseconds.</summary>
    public long Since { get; init; }

    /// <summary>How it ended; null before.</summary>
    public Outcome? EndedAs { get; init; }

    /// <summary>What a check found; null for nothing.</summary>
    public TextCategory? Category { get; init; }

    /// <summary>The same with what the line says of it; unchanged when the line has nothing of it.</summary>
    public RunSummary At(WaitingRun? waiting, DateTimeOffset now) => waiting is null || State is RunState.Paused or RunState.Ended ? this : this with
    {
        State = RunState.Waiting,
        Position = waiting.Position,
        WaitingSeconds = Math.Max(0, now.ToUnixTimeMilliseconds() - waiting.Since) / 1000.0,
        Since = waiting.Since,
    };
}

/// <summary>The state of a run.</summary>
internal enum RunState
{
    /// <summary>Waits in the queue.</summary>
    Waiting,

    /// <summary>Holds a slot.</summary>
    Working,

    /// <summary>Waits for the child.</summary>
    Paused,

    /// <summary>Has ended and can still be read.</summary>
    Ended,
}
