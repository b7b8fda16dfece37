using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama;
using Microsoft.Extensions.Options;

namespace Interception.Server.Pipeline;

/// <summary>Before a stage works: puts the fallback where a model cannot be had, and waits for one that is being fetched.</summary>
internal sealed class Preparation(Reach reach, ModelPulls pulls, IOptions<ModelOptions> models, TimeProvider time)
{
    private static readonly TimeSpan BetweenTwoEvents = TimeSpan.FromSeconds(0.5);

    /// <summary>Decides who does the work of the next stage.</summary>
    public void Recast(Material material)
    {
        if (models.Value.Fallback is not { Length: > 0 } fallback || material.Assignment.Cast == PracticeCast.Instance) return;
        var understudy = ModelName.Whole(fallback);
        string For(string model) => reach.CanUse(model) || !reach.CanUse(understudy) ? model : understudy;
        material.Recast(cast => cast with
        {
            Interception = For(cast.Interception),
            Output = For(cast.Output),
            Translation = For(cast.Translation),
            Judge = cast.Judge is { } judge ? For(judge) : null,
        });
    }

    /// <summary>Comes back when no model that the stage asks is on its way any more.</summary>
    public async Task WaitAsync(IStage stage, Material material, IStageOutput output, CancellationToken cancellationToken)
    {
        if (stage.ModelFor(material) is not { } model) return;
        foreach (var asked in new[] { material.Assignment.Cast.Judge, model }.OfType<string>().Distinct())
            while (OnItsWay(asked) is { } pull)
            {
                output.Say(StageStatus.LoadingModel);
                await FollowAsync(pull, asked, output, cancellationToken);
            }
    }

    private OngoingPull? OnItsWay(string model) =>
        ModelName.Parse(model) is { Provider: ModelName.Local } local && !reach.CanUse(model) ? pulls.Running(local.Model) : null;

    private async Task FollowAsync(OngoingPull pull, string model, IStageOutput output, CancellationToken cancellationToken)
    {
        for (var said = -1L; !pull.Ended.IsCompleted;)
        {
            var progress = pull.Progress;
            if (progress.Percent() != said) output.Say(model, progress.Completed, progress.Total);
            said = progress.Percent();
            try
            {
                await pull.Ended.WaitAsync(BetweenTwoEvents, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Still on its way.
            }
        }
    }
}
