using Interception.Server.Contracts;
using Interception.Server.Pipeline;

namespace Interception.Server.Runs;

/// <summary>Finds stages, and plans runs from the traits of the stages.</summary>
internal sealed class RunPlanner(StageList stages)
{
    /// <summary>The value of <c>until</c> for a run without a pause.</summary>
    private const string WithoutPause = nameof(Stage.Output);

    private readonly List<Stage> _stages = [.. stages.Names];

    /// <summary>How each stage describes itself, in order.</summary>
    public IReadOnlyList<StageTraits> Traits => stages.Traits;

    /// <summary>The stage of a wire name.</summary>
    /// <exception cref="EndingException"><c>invalid_request</c>: there is no stage with this name.</exception>
    public Stage Named(string? name) => name is not null && _stages.Contains(new(name))
        ? new(name)
        : throw FieldValidation.Refused("stage", $"is none of {string.Join(", ", _stages)}");

    /// <summary>The stage with this number, counted from 1; null for none.</summary>
    public Stage? Numbered(int number) => number >= 1 && number <= _stages.Count ? _stages[number - 1] : null;

    /// <summary>All stages, with the pause or in one go.</summary>
    /// <param name="until">The stage that pauses (also for null), or <c>Output</c>.</param>
    /// <exception cref="EndingException"><c>invalid_request</c>.</exception>
    public RunPlan Until(string? until)
    {
        if (until is null || until == stages.Pause?.Name) return PlanOf(_stages, stages.Pause);
        if (until == WithoutPause) return PlanOf(_stages, null);
        throw FieldValidation.Refused("until", $"is none of {stages.Pause}, {WithoutPause}");
    }

    /// <summary>The plan of one stage stream: the half of the run with that stage, and no further.</summary>
    public RunPlan UpTo(Stage stage)
    {
        var first = BeginsWithIdea(stage) ? 0 : PauseIndex + 1;
        return PlanOf(_stages[first..(_stages.IndexOf(stage) + 1)], null);
    }

    /// <summary>Whether the half with this stage begins with an idea; otherwise with a finished interception.</summary>
    public bool BeginsWithIdea(Stage stage) => PauseIndex < 0 || _stages.IndexOf(stage) <= PauseIndex;

    /// <summary>The piece is the last text that a model writes and nobody revises.</summary>
    private RunPlan PlanOf(IReadOnlyList<Stage> planned, Stage? pause) => new(planned, pause)
    {
        Piece = Traits.LastOrDefault(traits => traits is { Writes: true, Pauses: false } && planned.Contains(traits.Stage))?.Stage,
    };

    private int PauseIndex => stages.Pause is { } pause ? _stages.IndexOf(pause) : -1;
}
