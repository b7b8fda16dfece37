using System.Collections.Frozen;
using Interception.Server.Contracts;

namespace Interception.Server.Pipeline;

/// <summary>The registered stages, in their order.</summary>
internal sealed class StageList
{
    private readonly FrozenDictionary<Stage, IStage> _byName;

    /// <exception cref="InvalidOperationException">Two stages have the same name, or more than one pauses.</exception>
    public StageList(IEnumerable<IStage> stages)
    {
        Traits = [.. stages.Select(stage => stage.Traits)];
        Names = [.. Traits.Select(traits => traits.Stage)];
        // Continuing passes on the one text that the child has revised.
        if (Names.Distinct().Count() < Names.Count || Traits.Count(traits => traits.Pauses) > 1)
            throw new InvalidOperationException("Every stage has its own name, and one at most pauses.");
        _byName = stages.ToFrozenDictionary(stage => stage.Stage);
    }

    /// <summary>How each stage describes itself.</summary>
    public IReadOnlyList<StageTraits> Traits { get; }

    /// <summary>Their wire names.</summary>
    public IReadOnlyList<Stage> Names { get; }

    /// <summary>The stage after which the child reads and revises; null when none pauses.</summary>
    public Stage? Pause => Traits.FirstOrDefault(traits => traits.Pauses)?.Stage;

    /// <summary>The stage with this name.</summary>
    public IStage this[Stage stage] => _byName[stage];
}
