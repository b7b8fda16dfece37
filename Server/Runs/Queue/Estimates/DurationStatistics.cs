using System.Collections.Concurrent;
using Interception.Server.Contracts;

namespace Interception.Server.Runs.Queue.Estimates;

/// <summary>How long each kind of work has taken so far. A model's loading is not in it.</summary>
internal sealed class DurationStatistics
{
    private readonly ConcurrentDictionary<WorkKind, DurationEstimate> _times = new();

    /// <summary>The share of those who wait that stay until they are served.</summary>
    public double Stays { get; private set; } = 1;

    /// <summary>A wait has ended. Called by one at a time.</summary>
    public void Waited(bool stayed) => Stays = DurationEstimate.Follow(Stays, stayed);

    /// <summary>Work has ended.</summary>
    /// <param name="work">Which.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="outcome">How it ended; what broke off tells nothing of how long such work takes.</param>
    public void Measured(WorkKind work, TimeSpan took, Outcome outcome)
    {
        foreach (var kind in new[] { work, AnyOf(work), AnyOfItsSort(work) })
            _times.AddOrUpdate(kind, _ => After(DurationEstimate.None), (_, known) => After(known));

        DurationEstimate After(DurationEstimate known) =>
            (outcome is Outcome.Stopped or Outcome.Failed ? known : known.With(took))
            .With(wentOn: outcome is Outcome.Completed or Outcome.Truncated);
    }

    /// <summary>What is known of such work, or else of the stage, or else of other stages of its sort; null for nothing.</summary>
    public DurationEstimate? Find(WorkKind work)
    {
        foreach (var kind in new[] { work, AnyOf(work), AnyOfItsSort(work) })
            if (_times.TryGetValue(kind, out var known) && known.Count > 0) return known;
        return null;
    }

    private static WorkKind AnyOf(WorkKind work) => work with { Model = "*", Translates = false };

    /// <summary>All that write, or all that check.</summary>
    private static WorkKind AnyOfItsSort(WorkKind work) => AnyOf(work) with { Stage = null };
}
