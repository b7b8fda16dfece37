using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>Which stages a run goes through, and where it pauses for the child.</summary>
/// <param name="Stages">In order.</param>
/// <param name="PauseAfter">The stage after which the child reads and revises; null for no pause.</param>
internal sealed record RunPlan(IReadOnlyList<Stage> Stages, Stage? PauseAfter)
{
    private static readonly Stage[] AllStages =
        [Stage.PreInterception, Stage.Interception, Stage.PreOutput, Stage.Output];

    /// <summary>All four stages, with a pause after the interception.</summary>
    public static RunPlan WithPause { get; } = new(AllStages, Stage.Interception);

    /// <summary>All four stages in one go.</summary>
    public static RunPlan InOneGo { get; } = new(AllStages, null);

    /// <summary>What the platform asks for with one stage: its half of the way up to that stage, and no further.</summary>
    public static RunPlan UpTo(Stage stage) => stage switch
    {
        Stage.PreInterception or Stage.Interception => new([.. AllStages[..2].Where(s => s <= stage)], null),
        _ => new([.. AllStages[2..].Where(s => s <= stage)], null),
    };

    /// <summary>The stages from <paramref name="index"/> up to the pause or the end.</summary>
    public IEnumerable<Stage> From(int index)
    {
        foreach (var stage in Stages.Skip(index))
        {
            yield return stage;
            if (stage == PauseAfter) yield break;
        }
    }
}
