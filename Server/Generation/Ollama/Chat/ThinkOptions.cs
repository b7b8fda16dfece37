using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using Microsoft.Extensions.Options;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama.Chat;

/// <summary>Decides for each model what it is told of thinking, and remembers what it lets itself be told.</summary>
internal sealed class ThinkOptions(OllamaWire wire, CallTimeouts clocks, IOptions<OllamaOptions> options)
{
    private readonly ConcurrentDictionary<OllamaModel, ThinkAbility> _known = new();
    private readonly ConcurrentDictionary<OllamaModel, bool> _refusing = new();

    private enum ThinkAbility
    {
        None,
        Switch,
        Levels,
    }

    /// <summary>Whether a model that is told this thinks.</summary>
    public static bool IsOn(ThinkValue? told) => told is { } think && think != (ThinkValue)false;

    /// <summary>What to send as <c>think</c>; null for nothing, which on a model that can think would mean yes.</summary>
    public async ValueTask<ThinkValue?> ForAsync(OllamaModel model, ThinkMode? wished, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(model, out var ability))
        {
            var shown = await wire.AskAsync(
                model.Endpoint,
                clocks.FirstToken,
                ollama => ollama.ShowModelAsync(new ShowModelRequest { Model = model.Model }, cancellationToken),
                cancellationToken);
            _known[model] = ability = AbilityOf(model.Model, shown);
        }

        return _refusing.ContainsKey(model) ? null : ToldTo(ability, wished ?? options.Value.Think);
    }

    /// <summary>Asks again next time: the model may have been removed or replaced.</summary>
    public void Forget(OllamaModel model) => _known.TryRemove(model, out _);

    /// <summary>Whether a call failed because of what the model was told; from then on it is told nothing.</summary>
    /// <remarks>Ollama's words: <c>"m" does not support thinking</c>, <c>think value "low" is not supported for this model</c>.</remarks>
    public bool IsRefused(OllamaModel model, ThinkValue? told, GenerationException failure)
    {
        var refused = told is not null
            && failure.Failure == GenerationFailure.Refused
            && failure.Message.Contains("think", StringComparison.OrdinalIgnoreCase);
        if (refused) _refusing[model] = true;
        return refused;
    }

    private static ThinkValue? ToldTo(ThinkAbility ability, ThinkMode wished) => (ability, wished) switch
    {
        (ThinkAbility.Switch, ThinkMode.Off) => false,
        // Levels for a model that knows only yes and no are refused by some versions.
        (ThinkAbility.Switch, _) => true,
        (ThinkAbility.Levels, ThinkMode.On) => ThinkValue.Medium,
        (ThinkAbility.Levels, _) => ThinkValue.Low,
        _ => null,
    };

    private static ThinkAbility AbilityOf(string model, ShowModelResponse shown) =>
        shown.Capabilities?.Contains("thinking") is not true ? ThinkAbility.None
        : TakesLevels(model, shown.Details?.Family) ? ThinkAbility.Levels
        : ThinkAbility.Switch;

    /// <summary>gpt-oss cannot be told not to think, only how much.</summary>
    private static bool TakesLevels(string model, string? family) =>
        family is "gptoss" || model[(model.LastIndexOf('/') + 1)..].StartsWith("gpt-oss", StringComparison.OrdinalIgnoreCase);
}
