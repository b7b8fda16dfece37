using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>One run's numbered events. The run's lock protects it.</summary>
internal sealed class EventLog(TimeProvider time)
{
    private readonly List<RunEvent> _events = [];

    /// <summary>Wakes the readers that wait for more.</summary>
    public Signal Grown { get; } = new();

    /// <summary>The run's end; null while it goes on.</summary>
    public RunEnd? End { get; private set; }

    /// <summary>The ends of stages, in order.</summary>
    public IEnumerable<StageEnd> StageEnds => _events.OfType<StageEnd>();

    /// <summary>How many events there are.</summary>
    public int Count => _events.Count;

    /// <summary>An event with the next number and the time; null when there is no room left for it.</summary>
    public RunEvent? Number(RunEvent happened) => happened is Queued or StageStatusChange && IsNearlyFull
        ? null
        : happened with { Seq = _events.Count + 1, At = time.UnixMs() };

    /// <summary>Adds an event that has a number.</summary>
    public void Add(RunEvent happened)
    {
        _events.Add(happened);
        End = happened as RunEnd;
        Grown.Wake();
    }

    /// <summary>Whether <see cref="After"/> can answer a reader that has seen this many.</summary>
    public bool HasNewsFor(int seen) => seen < _events.Count || End is not null;

    /// <summary>The next event; null when the run has ended and none is left.</summary>
    public RunEvent? After(int seen) => seen < _events.Count ? _events[seen] : null;

    /// <summary>How the run ended for a reader that waited for a stage which was not reached.</summary>
    public EndingException Ending() => EndingOf(_events);

    /// <summary>The same by all events of a run that has ended.</summary>
    public static EndingException EndingOf(IReadOnlyList<RunEvent> events)
    {
        var end = events.OfType<RunEnd>().LastOrDefault();
        // The code decides the stage: a run may pause after a truncated stage, and be stopped much later.
        var cause = events.OfType<StageEnd>().LastOrDefault(stage => stage.Code is { } code && code == end?.Code);
        return Endings.Exception(end?.Code ?? Codes.StageNotReached, cause?.Stage, cause?.Category, cause?.Field);
    }

    private bool IsNearlyFull => _events.Count >= JournalLimits.Events - JournalLimits.EventsInReserve;
}
