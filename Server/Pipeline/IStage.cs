using Interception.Server.Contracts;

namespace Interception.Server.Pipeline;

/// <summary>One thing that happens to a text on its way.</summary>
/// <remarks>
/// A stage says everything of itself here. A further one is a class, its place in <see cref="PipelineSetup"/>, and its
/// words in the page's languages.
/// </remarks>
internal interface IStage
{
    /// <summary>Its name, who writes in it, whether it translates, and whether the run pauses after it.</summary>
    StageTraits Traits { get; }

    /// <summary>Which stage this is.</summary>
    Stage Stage => Traits.Stage;

    /// <summary>The model that this stage will ask, with its provider in front; null when it asks none.</summary>
    string? ModelFor(RunMaterial material);

    /// <summary>The model that it asks before all others: what a child has written is checked before anything is done with it.</summary>
    string? FirstModelFor(RunMaterial material) => ModelFor(material);

    /// <summary>Does the stage's work: takes what it needs from the material and puts its own text there.</summary>
    /// <param name="material">What this run works on.</param>
    /// <param name="output">Gets the text piece by piece, as it is written.</param>
    /// <param name="cancellationToken">Stops the models behind the stage.</param>
    /// <returns><see cref="Outcome.Completed"/>, or <see cref="Outcome.Truncated"/> with a text that passed its check.</returns>
    /// <exception cref="EndingException">Any other ending.</exception>
    Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken);
}
