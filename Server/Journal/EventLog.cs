using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One run's events, numbered. The run's lock guards it.</summary>
internal sealed class EventLog(TimeProvider time)
{
    private readonly List<RunEvent> _events = [];

    /// <summary>Wakes those who wait for more.</summary>
    public Signal Grown { get; } = new();

    /// <summary>The run's end; null while it goes on.</summary>
    public RunEnd? End { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count => _events.Count;

    /// <summary>An event with the next number and the time; null when it is left out for lack of room.</summary>
    public RunEvent? Number(RunEvent happened) => happened is Queued or StageStatusChange && IsNearlyFull
        ? null
        : happened with { Seq = _events.Count + 1, At = time.UnixMs() };

    /// <summary>Adds an event that has its number.</summary>
    public void Add(RunEvent happened)
    {
        _events.Add(happened);
        End = happened as RunEnd;
        Grown.Wake();
    }

    /// <summary>Whether <see cref="After"/> has an answer for a reader who has seen some.</summary>
    public bool HasNewsFor(int seen) => seen < _events.Count || End is not null;

    /// <summary>The next event; null when the run has ended and none is left.</summary>
    public RunEvent? After(int seen) => seen < _events.Count ? _events[seen] : null;

    /// <summary>How the run ended for somebody who waited for a stage that it did not reach.</summary>
    public EndingException Ending()
    {
        // The code says which stage it was: a run may pause after a truncated stage, and be stopped much later.
        var cause = _events.OfType<StageEnd>().LastOrDefault(stage => stage.Code is { } code && code == End?.Code);
        return Endings.Exception(End?.Code ?? Codes.StageNotReached, cause?.Stage, cause?.Category, cause?.Field);
    }

    private bool IsNearlyFull => _events.Count >= JournalLimits.Events - JournalLimits.EventsInReserve;
}
