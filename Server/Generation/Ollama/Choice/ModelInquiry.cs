using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using OllamaSharp.Models;

namespace Interception.Server.Generation.Ollama.Choice;

/// <summary>Asks servers about models, each question once.</summary>
internal sealed class ModelInquiry(OllamaWire wire, CallTimeouts clocks)
{
    private readonly ConcurrentDictionary<(Uri, InstalledModel), IReadOnlyList<string>> _capabilities = new();

    /// <summary>Whether a model writes texts. Its capabilities decide, or its name when they are unknown.</summary>
    public async Task<bool> CanWriteAsync(Uri endpoint, InstalledModel model, CancellationToken cancellationToken)
    {
        try
        {
            return await CapabilitiesAsync(endpoint, model, cancellationToken) is { Count: > 0 } can
                ? can.Contains("completion")
                : !model.Family.Contains("bert", StringComparison.OrdinalIgnoreCase);
        }
        catch (GenerationException)
        {
            return false;
        }
    }

    /// <summary>The loaded models, the one used last first; empty when a server does not say.</summary>
    public async Task<IReadOnlyList<string>> InMemoryAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await wire.ListAsync(endpoint, "api/ps", clocks.Connect, cancellationToken)).Select(model => model.Name)];
        }
        catch (GenerationException)
        {
            return [];
        }
    }

    /// <summary>Older servers tell it for one model at a time; the oldest do not tell it.</summary>
    private async ValueTask<IReadOnlyList<string>> CapabilitiesAsync(Uri endpoint, InstalledModel model, CancellationToken cancellationToken)
    {
        if (model.Capabilities is { } listed) return listed;
        if (_capabilities.TryGetValue((endpoint, model), out var known)) return known;
        var shown = await wire.AskAsync(endpoint, clocks.Connect,
            ollama => ollama.ShowModelAsync(new ShowModelRequest { Model = model.Name }, cancellationToken), cancellationToken);
        return _capabilities[(endpoint, model)] = [.. shown.Capabilities ?? []];
    }
}
