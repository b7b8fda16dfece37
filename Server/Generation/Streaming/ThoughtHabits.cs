using System.Collections.Concurrent;

namespace Interception.Server.Generation.Streaming;

/// <summary>Which models close thoughts that they have not opened, because their template opens them: their answers are held until then.</summary>
/// <remarks>What has been shown before such a closing cannot be taken back, so each model surprises once at most; mostly in the judge's test.</remarks>
internal sealed class ThoughtHabits
{
    private readonly ConcurrentDictionary<string, bool> _models = new();

    /// <summary>Whether an answer of this model begins with thoughts.</summary>
    public bool BeginsWithThoughts(string model) => _models.ContainsKey(model);

    /// <summary>An answer of this model has shown it.</summary>
    public void Learn(string model) => _models[model] = true;

    /// <summary>A whole answer of this model had nothing of the kind.</summary>
    public void Forget(string model) => _models.TryRemove(model, out _);
}
