using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using OllamaSharp;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>Knows which models an Ollama server has in memory.</summary>
internal sealed class LoadedModels(OllamaWire wire, CallTimeouts clocks) : IDisposable
{
    private readonly ConcurrentDictionary<OllamaModel, IReadOnlyList<string>> _beside = new();
    private readonly CancellationTokenSource _shutdown = new();

    private SharedQuestion<OllamaModel>? _question;

    /// <summary>Whether a model is in memory; true when the server does not say, because the call itself will show it.</summary>
    public async ValueTask<bool> HasAsync(OllamaModel model, CancellationToken cancellationToken) =>
        await LazyInitializer.EnsureInitialized(ref _question, () => new(AskAsync)).AskAsync(model, cancellationToken);

    /// <summary>The models that were in memory when this one was last looked for, as Ollama names them.</summary>
    public IReadOnlyList<string> Beside(OllamaModel model) => _beside.GetValueOrDefault(model, []);

    public void Dispose() => _shutdown.Cancel();

    private async Task<bool> AskAsync(OllamaModel model)
    {
        try
        {
            return await wire.AskAsync(
                model.Endpoint, clocks.FirstToken, ollama => ListsAsync(ollama, model, _shutdown.Token), _shutdown.Token);
        }
        catch (GenerationException refused) when (refused.Failure is not GenerationFailure.Timeout)
        {
            return true;
        }
    }

    private async Task<bool> ListsAsync(OllamaApiClient ollama, OllamaModel model, CancellationToken cancellationToken)
    {
        // An older Ollama says null for none.
        var loaded = await ollama.ListRunningModelsAsync(cancellationToken) ?? [];
        _beside[model] = [.. loaded.Select(one => one.Name).OfType<string>()];
        return _beside[model].Any(name => OllamaModel.Same(name, model.Model));
    }
}
