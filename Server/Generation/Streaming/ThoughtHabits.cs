using System.Collections.Concurrent;

namespace Interception.Server.Generation.Streaming;

/// <summary>Models that end thoughts which they have not begun, because their template begins them. Their answers are held back until then.</summary>
/// <remarks>Text that was shown before such an end cannot be taken back, so each model shows it once at most, mostly in the judge's test.</remarks>
internal sealed class ThoughtHabits
{
    private readonly ConcurrentDictionary<string, bool> _models = new();

    /// <summary>Whether an answer of this model begins with thoughts.</summary>
    public bool BeginsWithThoughts(string model) => _models.ContainsKey(model);

    /// <summary>Records that an answer of this model did so.</summary>
    public void Learn(string model) => _models[model] = true;

    /// <summary>Records that a whole answer of this model did not.</summary>
    public void Forget(string model) => _models.TryRemove(model, out _);
}
