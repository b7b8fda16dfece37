using System.Collections.Concurrent;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using Microsoft.Extensions.Options;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama.Chat;

/// <summary>Decides what to send as <c>think</c> to each model, and remembers what a model accepts.</summary>
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

    /// <summary>Whether a model thinks with this value.</summary>
    public static bool IsOn(ThinkValue? told) => told is { } think && think != (ThinkValue)false;

    /// <summary>The value of <c>think</c>; null sends none, which lets a model that can think do so.</summary>
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

    /// <summary>Forgets what is known of a model, because it may have been removed or replaced.</summary>
    public void Forget(OllamaModel model) => _known.TryRemove(model, out _);

    /// <summary>Whether a call failed because of <c>think</c>; from then on none is sent.</summary>
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
        // Some versions refuse levels for a model that knows only yes and no.
        (ThinkAbility.Switch, _) => true,
        (ThinkAbility.Levels, ThinkMode.On) => ThinkValue.Medium,
        (ThinkAbility.Levels, _) => ThinkValue.Low,
        _ => null,
    };

    private static ThinkAbility AbilityOf(string model, ShowModelResponse shown) =>
        shown.Capabilities?.Contains("thinking") is not true ? ThinkAbility.None
        : TakesLevels(model, shown.Details?.Family) ? ThinkAbility.Levels
        : ThinkAbility.Switch;

    /// <summary>gpt-oss cannot stop thinking; only the amount can be set.</summary>
    private static bool TakesLevels(string model, string? family) =>
        family is "gptoss" || model[(model.LastIndexOf('/') + 1)..].StartsWith("gpt-oss", StringComparison.OrdinalIgnoreCase);
}
