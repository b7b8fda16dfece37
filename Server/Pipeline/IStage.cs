using Interception.Server.Contracts;

namespace Interception.Server.Pipeline;

/// <summary>One step of a run.</summary>
/// <remarks>
/// A stage describes itself completely. A further stage is a class, its place in <see cref="PipelineSetup"/>, and its
/// words in the page's languages.
/// </remarks>
internal interface IStage
{
    /// <summary>Its name, whether a model writes in it, what it translates, and whether the run pauses after it.</summary>
    StageTraits Traits { get; }

    /// <summary>The stage's name.</summary>
    Stage Stage => Traits.Stage;

    /// <summary>The model that this stage will ask, with its provider in front; null for none.</summary>
    string? ModelFor(RunMaterial material);

    /// <summary>The model that it asks first: a child's text is checked before anything else is done with it.</summary>
    string? FirstModelFor(RunMaterial material) => ModelFor(material);

    /// <summary>Does the stage's work: takes what it needs from the material and stores its own text there.</summary>
    /// <param name="material">What this run works on.</param>
    /// <param name="output">Receives the text piece by piece, as it is written.</param>
    /// <param name="cancellationToken">Stops the models behind the stage.</param>
    /// <returns><see cref="Outcome.Completed"/>, or <see cref="Outcome.Truncated"/> with a text that passed its check.</returns>
    /// <exception cref="EndingException">Any other ending.</exception>
    Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken);
}
