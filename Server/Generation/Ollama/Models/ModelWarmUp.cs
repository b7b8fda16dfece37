using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Practice;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Loads the models that a class needs as soon as a server answers, so that the first child does not wait.</summary>
internal sealed class ModelWarmUp(
    ModelLoads loads, IOptions<OllamaOptions> options, ModelSelector selector, IOptions<PracticeOptions> practice)
{
    private readonly ConcurrentDictionary<OllamaModel, bool> _warmed = new();

    /// <summary>Loads a server's models once, and again after it was away.</summary>
    public void CheckEndpoint(EndpointState endpoint)
    {
        if (!options.Value.WarmUp || practice.Value.Mode == PracticeMode.Always) return;
        var here = Local().Select(model => new OllamaModel(endpoint.Endpoint, model)).ToList();
        foreach (var gone in here.Where(model => !endpoint.Has(model.Model))) _warmed.TryRemove(gone, out _);
        var cold = here.Where(model => endpoint.Has(model.Model) && _warmed.TryAdd(model, true)).ToList();
        if (cold.Count > 0) _ = LoadAsync(cold);
    }

    /// <summary>The judge's model first: it is asked before all others.</summary>
    private IEnumerable<string> Local() => selector.Models.Needed().Reverse()
        .Select(ModelName.Parse).Where(model => model.Provider == ModelName.Local).Select(model => model.Model);

    private async Task LoadAsync(IEnumerable<OllamaModel> cold)
    {
        foreach (var model in cold)
        {
            // A failed load is logged where it happens, and the call that needs the model reports it.
            await LoadAsync(model).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LoadAsync(OllamaModel model)
    {
        if (await loads.NeededAsync(model, CancellationToken.None)) await loads.LoadAsync(model, slot: null, CancellationToken.None);
    }
}
