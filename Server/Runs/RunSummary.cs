using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>What a teacher may know of a run: no text.</summary>
/// <param name="Label">Its name for people; too short to be used as its key.</param>
/// <param name="Id">Its key, for the server's own use: whoever is told it may read the run.</param>
/// <param name="Owner">Whose it is, for the server's own use; null when nobody said.</param>
/// <param name="State">What it does.</param>
/// <param name="Stage">The stage that it began last; null before the first.</param>
/// <param name="Position">Where it stands in the line, 1 is next; null when it does not wait.</param>
/// <param name="WaitingSeconds">How long it waits for its place, or waited for the last one.</param>
/// <param name="AgeSeconds">How long ago it was started.</param>
internal sealed record RunSummary(string Label, string Id, string? Owner, RunState State, Stage? Stage, int? Position,
    double WaitingSeconds, double AgeSeconds)
{
    /// <summary>Since when it does that, in Unix milliseconds.</summary>
    public long Since { get; init; }

    /// <summary>How it ended; null before.</summary>
    public Outcome? EndedAs { get; init; }

    /// <summary>What a check objected to; null when none did.</summary>
    public TextCategory? Category { get; init; }
}

/// <summary>What a run does at the moment.</summary>
internal enum RunState
{
    /// <summary>Stands in the line.</summary>
    Waiting,

    /// <summary>Holds a place.</summary>
    Working,

    /// <summary>Waits for the child.</summary>
    Paused,

    /// <summary>Is over and can still be read.</summary>
    Ended,
}
