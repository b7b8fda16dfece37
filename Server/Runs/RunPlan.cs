using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>The stages of a run, and where it pauses for the child.</summary>
/// <param name="Stages">In order.</param>
/// <param name="PauseAfter">The stage after which the child reads and revises; null for no pause.</param>
internal sealed record RunPlan(IReadOnlyList<Stage> Stages, Stage? PauseAfter)
{
    /// <summary>The stage that writes the finished piece; null when the plan has none.</summary>
    public Stage? Piece { get; init; }

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
