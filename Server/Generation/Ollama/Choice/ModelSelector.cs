using Interception.Server.Generation.Ollama.Wire;
using Microsoft.Extensions.Options;

namespace Interception.Server.Generation.Ollama.Choice;

/// <summary>Chooses the models set to <c>auto</c> when a server that has one first answers, and keeps them while they exist.</summary>
internal sealed partial class ModelSelector(ModelCandidates candidates, IOptions<ModelOptions> options, ILogger<ModelSelector> logger)
{
    private readonly List<string> _before = [];
    private volatile ModelOptions _models = options.Value.With(ModelOptions.Preferred, ModelOptions.Preferred);
    private volatile string? _writer;
    private volatile string? _guard;
    private volatile bool _hasEverFound;

    /// <summary>The model for each job at present; never <c>auto</c>.</summary>
    public ModelOptions Models => _models;

    /// <summary>Whether a server with a model that can write has answered since the start.</summary>
    public bool HasEverFound => _hasEverFound;

    /// <summary>Whether a choice is open because no server has a model that can write.</summary>
    public bool IsOpen => _writer is null && options.Value.IsAnyAuto;

    /// <summary>Whether a model (with its provider) was chosen, and not set by an operator.</summary>
    public bool IsChosen(string model) => _writer is not null && options.Value.IsAnyAuto
        && _models.JobsOf(model).Except(options.Value.JobsOf(model)).Any();

    /// <summary>The model that replaced a chosen one which is gone; null for any other.</summary>
    public string? InsteadOf(string model)
    {
        lock (_before) return _before.Contains(model) ? _writer : null;
    }

    /// <summary>Makes a choice if one is open.</summary>
    /// <param name="endpoints">The latest answers of the servers.</param>
    /// <param name="cancellationToken">Cancels the choice.</param>
    public async Task LookAsync(IReadOnlyList<EndpointState> endpoints, CancellationToken cancellationToken)
    {
        candidates.Remember(endpoints);
        if (_writer is null || !candidates.Exists(_writer)) await ChooseWriterAsync(cancellationToken);
        else if (_guard is not null && !candidates.Exists(_guard)) await ChooseGuardAsync(cancellationToken);
    }

    private async Task ChooseWriterAsync(CancellationToken cancellationToken)
    {
        var chosen = await candidates.BestAsync(CanBeWriter, options.Value, cancellationToken);
        if (chosen is null && _writer is null) return;
        var before = _writer;
        _writer = chosen?.Name;
        _hasEverFound = true;
        Leave(before, instead: _writer);
        await ChooseGuardAsync(cancellationToken, chosen?.Why);
    }

    private async Task ChooseGuardAsync(CancellationToken cancellationToken, string? why = null)
    {
        if (_guard is null || !candidates.Exists(_guard))
        {
            var before = _guard;
            _guard = options.Value.IsJudgeAuto
                ? (await candidates.BestAsync(CanBeJudge, options.Value, cancellationToken))?.Name
                : null;
            Leave(before, instead: _guard ?? _writer);
        }

        var writer = _writer ?? ModelOptions.Preferred;
        _models = options.Value.With(writer, _guard ?? writer);
        if (options.Value.IsAnyAuto && _writer is not null) LogChosen(string.Join("; ", options.Value.InWords(_models)), why ?? "the judge is another one");
    }

    private void Leave(string? model, string? instead)
    {
        if (model is null || !options.Value.IsAnyAuto) return;
        lock (_before) _before.Add(model);
        if (instead is null) LogGone(model);
        else LogReplaced(model);
    }

    private static bool CanBeWriter(InstalledModel model) => !model.IsElsewhere && !ModelKinds.IsNoWriter(model.Name);

    private static bool CanBeJudge(InstalledModel model) => !model.IsElsewhere && ModelKinds.IsGuardForUs(model.Name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Chosen where Models says auto: {Models} ({Why}).")]
    private partial void LogChosen(string models, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} had been chosen and is gone: another model is chosen.")]
    private partial void LogReplaced(string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} had been chosen and is gone, and no server has another one that can do its work.")]
    private partial void LogGone(string model);
}
