using Interception.Server.Contracts;
using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Choice;
using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.Practice;
using Interception.Server.Safety;
using Microsoft.Extensions.Options;

namespace Interception.Server.Pipeline;

/// <summary>Chooses the models of a run: the practice voice, or the configured models.</summary>
internal sealed class RunModelSelector(
    EndpointMonitor watch, ModelSelector selector, IOptions<PracticeOptions> practice, IOptions<SafetyOptions> safety)
{
    /// <summary>Chooses the models of a run.</summary>
    /// <param name="wished">A model that the request names; null for the configured one.</param>
    /// <param name="cancellationToken">Ends the wait for the first look at the endpoints.</param>
    /// <exception cref="EndingException"><c>invalid_request</c>: the model is not allowed.</exception>
    public async Task<RunModels> ForAsync(string? wished, CancellationToken cancellationToken)
    {
        var wish = Allowed(wished);
        return await IsPracticeAsync(cancellationToken) ? PracticeModels.Instance : Configured(wish);
    }

    /// <summary>The voice that writes at present: <c>practice</c>, <c>ollama</c>, or a provider's name.</summary>
    public string Voice => VoiceIf(IsPractice);

    /// <summary>The same, once it is known whether an endpoint answers.</summary>
    public async Task<string> VoiceAsync(CancellationToken cancellationToken) => VoiceIf(await IsPracticeAsync(cancellationToken));

    /// <summary>Whether practice ends when a model arrives.</summary>
    public bool WaitsForModel => practice.Value.Mode == PracticeMode.Auto && IsPractice;

    /// <summary>The writer and the judge at present, for the log.</summary>
    public string InWords()
    {
        var models = IsPractice ? PracticeModels.Instance : Configured(wished: null);
        string[] writers = [.. new[] { models.Interception, models.Output, models.Translation }.Distinct()];
        return $"{string.Join(", ", writers)} {(writers.Length == 1 ? "writes" : "write")}, {models.Judge ?? "the term filter alone"} judges";
    }

    /// <summary>Auto is practice until an endpoint with a model that can write has answered once; after that, or with another provider as writer, never.</summary>
    private bool IsPractice => practice.Value.Mode switch
    {
        PracticeMode.Always => true,
        PracticeMode.Never => false,
        _ => IsLocal(selector.Models.Interception) && !selector.HasEverFound,
    };

    private async Task<bool> IsPracticeAsync(CancellationToken cancellationToken)
    {
        if (practice.Value.Mode == PracticeMode.Auto) await watch.FirstRound.WaitAsync(cancellationToken);
        return IsPractice;
    }

    private string? Allowed(string? wished)
    {
        if (wished is null) return null;
        var name = ModelName.Whole(wished);
        return selector.Models.Names().Contains(name)
            ? name
            : throw new EndingException(Codes.InvalidRequest, "The field 'model' is none of /api/models.") { Field = "model" };
    }

    private RunModels Configured(string? wished)
    {
        var all = selector.Models;
        var judge = safety.Value.Level == SafetyLevel.Research ? null : ModelName.Whole(all.Safety);
        var writes = wished ?? ModelName.Whole(all.Interception);
        return new(VoiceOf(writes), writes, wished ?? ModelName.Whole(all.Output), ModelName.Whole(all.Translation), judge);
    }

    private string VoiceIf(bool practice) => practice ? PracticeModels.Instance.Voice : VoiceOf(selector.Models.Interception);

    private static string VoiceOf(string model) =>
        IsLocal(model) ? "ollama" : ModelName.Parse(model).Provider;

    private static bool IsLocal(string model) => ModelName.Parse(model).Provider == ModelName.Local;
}
