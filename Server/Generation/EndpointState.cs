using Interception.Server.Generation.Ollama;

namespace Interception.Server.Generation;

/// <summary>What is known of an Ollama server.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Answers">Whether it answered when it was last asked.</param>
/// <param name="Installed">The models that it has; empty while it does not answer.</param>
public sealed record EndpointState(Uri Endpoint, bool Answers, IReadOnlyList<InstalledModel> Installed)
{
    /// <summary>The models' names.</summary>
    public IReadOnlyList<string> Models { get; } = [.. Installed.Select(model => model.Name)];

    /// <summary>Whether it answers and has a model, named as Ollama names it.</summary>
    public bool Has(string model) => Models.Any(has => ModelAt.Same(has, model));
}
