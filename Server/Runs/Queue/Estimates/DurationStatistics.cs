using System.Collections.Concurrent;
using Interception.Server.Contracts;

namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How long each kind of work has taken so far, without the loading of models.</summary>
internal sealed class DurationStatistics
{
    private readonly ConcurrentDictionary<WorkKind, DurationEstimate> _times = new();

    /// <summary>The share of waiting runs that stay until they are served.</summary>
    public double Stays { get; private set; } = 1;

    /// <summary>Records the end of a wait. Callers must not call it at the same time.</summary>
    public void Waited(bool stayed) => Stays = DurationEstimate.Follow(Stays, stayed);

    /// <summary>Records the end of work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="took">Its duration.</param>
    /// <param name="outcome">Its outcome; work that broke off tells nothing about durations.</param>
    public void Measured(WorkKind work, TimeSpan took, Outcome outcome)
    {
        foreach (var kind in new[] { work, AnyOf(work), AnyOfItsSort(work) })
            _times.AddOrUpdate(kind, _ => After(DurationEstimate.None), (_, known) => After(known));

        DurationEstimate After(DurationEstimate known) => outcome switch
        {
            // A failed run is mostly started again, so it does not lower the share.
            Outcome.Failed => known,
            Outcome.Stopped => known.With(wentOn: false),
            _ => known.With(took).With(wentOn: outcome is Outcome.Completed or Outcome.Truncated),
        };
    }

    /// <summary>The estimate for such work, or for the stage, or for other stages of its kind; null for none.</summary>
    public DurationEstimate? Find(WorkKind work)
    {
        foreach (var kind in new[] { work, AnyOf(work), AnyOfItsSort(work) })
            if (_times.TryGetValue(kind, out var known) && known.Count > 0) return known;
        return null;
    }

    private static WorkKind AnyOf(WorkKind work) => work with { Model = "*", Translates = false };

    /// <summary>All stages that write, or all that check.</summary>
    private static WorkKind AnyOfItsSort(WorkKind work) => AnyOf(work) with { Stage = null };
}
