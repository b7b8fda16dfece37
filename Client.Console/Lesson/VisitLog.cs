using System.Collections.Concurrent;

namespace Interception.Client.Console.Lesson;

/// <summary>What happened to a child. Only the child writes; others may read at any time.</summary>
internal sealed class VisitLog(int child)
{
    private readonly ConcurrentQueue<Visit> _visits = new();
    private readonly ConcurrentQueue<string> _troubles = new();
    private ChildActivity _doing;

    /// <summary>The number of the child, counted from 1.</summary>
    public int Child => child;

    /// <summary>The node where the child is; null where there is one server.</summary>
    public Uri? Node { get; init; }

    /// <summary>The voice; null before the first run.</summary>
    public string? Voice { get; set; }

    public ChildActivity Doing => _doing == ChildActivity.Waiting && _visits.LastOrDefault()?.ServedAt is not null ? ChildActivity.Served : _doing;

    /// <summary>The waits in the queue, in order.</summary>
    public IReadOnlyCollection<Visit> Visits => _visits;

    /// <summary>The codes of all failures, in order.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    public int FinishedPieces { get; set; }

    public int Leavings { get; set; }

    public int Texts { get; private set; }

    public int WholeTexts { get; private set; }

    public TimeSpan LongestGap { get; private set; }

    /// <summary>The time of typing and reading, during which the server has no work for this child.</summary>
    public TimeSpan OwnTime { get; private set; }

    /// <summary>Records typing or reading.</summary>
    public async Task SpendAsync(ChildActivity doing, TimeSpan length, TimeProvider time, CancellationToken cancellationToken)
    {
        _doing = doing;
        await Task.Delay(length, time, cancellationToken);
        OwnTime += length;
    }

    public Visit StartVisit(TimeProvider time)
    {
        _doing = ChildActivity.Waiting;
        return new(time);
    }

    public void Add(Visit visit) => _visits.Enqueue(visit);

    public void AddTrouble(string code) => _troubles.Enqueue(code);

    public void AddText(GrowingText text, bool isWhole)
    {
        Texts++;
        if (isWhole) WholeTexts++;
        else AddTrouble(Lesson.TroubleCodes.TextLost);
        if (text.LongestGap > LongestGap) LongestGap = text.LongestGap;
    }
}
