using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Practice;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Brings the models that a class needs into memory as soon as a server answers, so that the first child does not wait for it.</summary>
internal sealed class ModelWarmUp(
    ModelLoads loads, IOptions<OllamaOptions> options, ModelSelector selector, IOptions<PracticeOptions> practice)
{
    private readonly ConcurrentDictionary<OllamaModel, bool> _warmed = new();

    /// <summary>Loads what a server has, once; again when it was away.</summary>
    public void CheckEndpoint(EndpointState endpoint)
    {
        if (!options.Value.WarmUp || practice.Value.Mode == PracticeMode.Always) return;
        var here = Local().Select(model => new OllamaModel(endpoint.Endpoint, model)).ToList();
        foreach (var gone in here.Where(model => !endpoint.Has(model.Model))) _warmed.TryRemove(gone, out _);
        var cold = here.Where(model => endpoint.Has(model.Model) && _warmed.TryAdd(model, true)).ToList();
        if (cold.Count > 0) _ = LoadAsync(cold);
    }

    /// <summary>The judge's first: it is asked before all others.</summary>
    private IEnumerable<string> Local() => selector.Models.Needed().Reverse()
        .Select(ModelName.Parse).Where(model => model.Provider == ModelName.Local).Select(model => model.Model);

    private async Task LoadAsync(IEnumerable<OllamaModel> cold)
    {
        foreach (var model in cold)
        {
            // What goes wrong is logged where it is loaded, and shown by the call that needs it.
            await LoadAsync(model).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LoadAsync(OllamaModel model)
    {
        if (await loads.NeededAsync(model, CancellationToken.None)) await loads.LoadAsync(model, CancellationToken.None);
    }
}
