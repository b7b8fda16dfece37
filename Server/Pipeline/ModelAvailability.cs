using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Models;
using Interception.Server.Generation.Servers;
using Microsoft.Extensions.Options;

namespace Interception.Server.Pipeline;

/// <summary>Before a stage works: uses the fallback for a model that is missing, and waits for one that is being downloaded.</summary>
internal sealed class ModelAvailability(ModelReachability reach, ModelSelector selector, ModelPulls pulls, IOptions<ModelOptions> models, TimeProvider time)
{
    private static readonly TimeSpan BetweenTwoEvents = TimeSpan.FromSeconds(0.5);

    /// <summary>Chooses the models of the next stage.</summary>
    public void ChooseModels(RunMaterial material)
    {
        if (material.Assignment.Models == PracticeModels.Instance) return;
        string For(string model) => reach.CanUse(model) ? model : Understudies(model).FirstOrDefault(reach.CanUse) ?? model;
        material.ChooseModels(first => first with
        {
            Interception = For(first.Interception),
            Output = For(first.Output),
            Translation = For(first.Translation),
            Judge = first.Judge is { } judge ? For(judge) : null,
        });
    }

    /// <summary>Whether a model that the stage asks is being downloaded.</summary>
    public bool IsOnItsWay(IStage stage, RunMaterial material) => Asked(stage, material).Any(model => OnItsWay(model) is not null);

    /// <summary>Returns when no model that the stage asks is being downloaded any more.</summary>
    public async Task WaitAsync(IStage stage, RunMaterial material, IStageOutput output, CancellationToken cancellationToken)
    {
        foreach (var asked in Asked(stage, material))
        {
            while (OnItsWay(asked) is { } pull)
            {
                output.Report(StageStatus.LoadingModel);
                await FollowAsync(pull, asked, output, cancellationToken);
            }
        }
    }

    private static IEnumerable<string> Asked(IStage stage, RunMaterial material) => stage.ModelFor(material) is { } model
        ? new[] { material.Assignment.Models.Judge, model }.OfType<string>().Distinct()
        : [];

    /// <summary>A model that was chosen automatically and then removed is replaced first, before a fallback is used.</summary>
    private IEnumerable<string> Understudies(string model)
    {
        if (selector.InsteadOf(model) is { } successor) yield return successor;
        if (models.Value.Fallback is { Length: > 0 } fallback) yield return ModelName.Whole(fallback);
    }

    private OngoingPull? OnItsWay(string model) =>
        ModelName.Parse(model) is { Provider: ModelName.Local } local && !reach.CanUse(model) ? pulls.Running(local.Model) : null;

    private async Task FollowAsync(OngoingPull pull, string model, IStageOutput output, CancellationToken cancellationToken)
    {
        for (var said = -1L; !pull.Ended.IsCompleted;)
        {
            var progress = pull.Progress;
            if (progress.Percent() != said) output.Report(model, progress.Completed, progress.Total);
            said = progress.Percent();
            try
            {
                await pull.Ended.WaitAsync(BetweenTwoEvents, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // The model is still being downloaded.
            }
        }
    }
}
