using System.Collections;
using System.Collections.Concurrent;

namespace Interception.Tests.Support.Ollama;

/// <summary>The models by name; a name without a tag means <c>:latest</c>.</summary>
public sealed class ScriptedModels : IEnumerable<ScriptedModel>
{
    private readonly ConcurrentDictionary<string, ScriptedModel> _models = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A model by its name.</summary>
    public ScriptedModel this[string name] => _models[ScriptedModel.WithTag(name)];

    /// <summary>Adds a model, in the place of one with the same name.</summary>
    public void Add(ScriptedModel model) => _models[model.Name] = model;

    /// <summary>Takes all models away.</summary>
    public void Clear() => _models.Clear();

    /// <inheritdoc/>
    public IEnumerator<ScriptedModel> GetEnumerator() =>
        _models.Values.OrderBy(model => model.Name, StringComparer.Ordinal).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ScriptedModel? Known(string name) => _models.GetValueOrDefault(ScriptedModel.WithTag(name));

    internal ScriptedModel? Present(string name) => Known(name) is { Present: true } model ? model : null;
}
