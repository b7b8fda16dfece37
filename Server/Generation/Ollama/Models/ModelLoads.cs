using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Reports;
using Interception.Server.Generation.Slots;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Whether a call must wait for its model, and how its run waits.</summary>
internal sealed class ModelLoads(LoadedModels loaded, ModelLoader loader, ModelTurns turns, AwaitedLoads awaited)
{
    /// <summary>Whether a model has to be waited for.</summary>
    public async ValueTask<bool> NeededAsync(OllamaModel model, CancellationToken cancellationToken) =>
        loader.IsLoading(model) || !await loaded.HasAsync(model, cancellationToken);

    /// <summary>Waits until a model is loaded; meanwhile other runs may use the slot.</summary>
    /// <param name="model">The model to load.</param>
    /// <param name="slot">The run's slot, held again afterwards; null for none.</param>
    /// <param name="cancellationToken">Ends the wait, not the load.</param>
    /// <exception cref="GenerationException">The load failed; the slot is still held again.</exception>
    public async Task LoadAsync(OllamaModel model, IHeldSlot? slot, CancellationToken cancellationToken)
    {
        // Where models push each other out of memory, other runs at work would keep this one from being loaded.
        if (slot is null || turns.HappenedAt(model.Endpoint)) await loader.LoadAsync(model, cancellationToken);
        else await StepAsideAsync(model, slot, cancellationToken);
    }

    private async Task StepAsideAsync(OllamaModel model, IHeldSlot slot, CancellationToken cancellationToken)
    {
        awaited.Enter(model);
        try
        {
            slot.GiveBack();
            await loader.LoadAsync(model, cancellationToken);
            slot.Return(new ModelName(ModelName.Local, model.Model).ToString());
        }
        finally
        {
            // Only after the run has joined the queue again, so that no later run is served first.
            awaited.Leave(model);
        }

        await slot.HoldAsync(cancellationToken);
    }
}
