using System.Text.Json;
using Interception.Server.Generation.Slots;
using Interception.Server.Runs.Clocks;
using Interception.Server.Runs.Queue.Estimates;

namespace Interception.Server.Runs.Queue;

/// <summary>What a run wants a place for, and how far it has come with it.</summary>
/// <param name="owner">Whose run it is; null shares its turns with nobody.</param>
/// <param name="works">What is to be done there, in order.</param>
internal sealed class QueuedWork(string? owner, params IReadOnlyList<WorkKind> works)
{
    private volatile WorkProgress _progress = new(0, null);

    /// <summary>Whose run it is; null shares its turns with nobody.</summary>
    public string? Owner => owner;

    /// <summary>The run's id; empty where nobody asks for it.</summary>
    public string Run { get; init; } = "";

    /// <summary>The number under which the run is written so far; its lease has a larger one.</summary>
    public long Fence { get; init; }

    /// <summary>Every model that may be asked, the judge's too, with its provider in front; none in practice.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The model that it asks first, provider in front; null for none.</summary>
    public string? First { get; set; }

    /// <summary>The server where it is in the middle of a call; null where any will do.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The place that it wants.</summary>
    public SlotRequest Request => new(Models) { First = First, Endpoint = Endpoint };

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => _progress.Done == works.Count;

    /// <summary>How long the work at hand has been worked on.</summary>
    public TimeSpan Spent => _progress.Clock?.Used ?? TimeSpan.Zero;

    /// <summary>The next work begins.</summary>
    /// <param name="clock">Runs while it is worked on.</param>
    public void Begin(WorkClock clock) => _progress = _progress with { Clock = clock };

    /// <summary>The work has ended.</summary>
    /// <returns>Which it was, and how long it took.</returns>
    public (WorkKind Work, TimeSpan Took) End()
    {
        var (done, clock) = _progress;
        _progress = new(done + 1, null);
        return (works[done], clock?.Used ?? TimeSpan.Zero);
    }

    /// <summary>What is left to do; null when nothing is known of some of it.</summary>
    public RemainingWork? RestBy(DurationStatistics times)
    {
        var (done, clock) = _progress;
        var known = works.Skip(done).Select(times.Find).ToList();
        return known.Contains(null) ? null : new([.. known.Select(time => time!.Value)], clock?.Used ?? TimeSpan.Zero);
    }

    /// <summary>What is left to do, for other nodes.</summary>
    public string Write()
    {
        var (done, clock) = _progress;
        return JsonSerializer.Serialize(new RestInWords([.. works.Skip(done)], (clock?.Used ?? TimeSpan.Zero).TotalMilliseconds));
    }

    /// <summary>What another node's run has left to do; null when nothing is known of some of it.</summary>
    /// <param name="written">By <see cref="Write"/>.</param>
    /// <param name="times">What such work has taken.</param>
    public static RemainingWork? RestOf(string written, DurationStatistics times)
    {
        var rest = JsonSerializer.Deserialize<RestInWords>(written)!;
        var known = rest.Works.Select(times.Find).ToList();
        return known.Contains(null) ? null : new([.. known.Select(time => time!.Value)], TimeSpan.FromMilliseconds(rest.SpentMs));
    }

    private sealed record RestInWords(IReadOnlyList<WorkKind> Works, double SpentMs);

    private sealed record WorkProgress(int Done, WorkClock? Clock);
}
