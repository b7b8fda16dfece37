using System.Collections.Concurrent;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama;

/// <summary>Decides for each model whether it is asked to think, and remembers it.</summary>
internal sealed class Thinking(OllamaWire wire, Clocks clocks)
{
    private readonly ConcurrentDictionary<ModelAt, ThinkValue?> _known = new();

    /// <summary>What to send as <c>think</c>; null for nothing, which on a model that can think would mean yes.</summary>
    public async ValueTask<ThinkValue?> ForAsync(ModelAt model, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(model, out var think))
        {
            var shown = await wire.AskAsync(
                model.Endpoint,
                clocks.FirstToken,
                ollama => ollama.ShowModelAsync(new ShowModelRequest { Model = model.Model }, cancellationToken),
                cancellationToken);
            _known[model] = think = Decide(model.Model, shown);
        }

        return think;
    }

    /// <summary>Asks again next time: the model may have been removed or replaced.</summary>
    public void Forget(ModelAt model) => _known.TryRemove(model, out _);

    private static ThinkValue? Decide(string model, ShowModelResponse shown) =>
        shown.Capabilities?.Contains("thinking") is not true ? null
        : TakesLevels(model, shown.Details?.Family) ? ThinkValue.Low
        : true;

    /// <summary>gpt-oss cannot be told not to think, only how much.</summary>
    private static bool TakesLevels(string model, string? family) =>
        family is "gptoss" || model[(model.LastIndexOf('/') + 1)..].StartsWith("gpt-oss", StringComparison.OrdinalIgnoreCase);
}
