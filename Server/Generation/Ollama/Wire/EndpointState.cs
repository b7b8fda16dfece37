namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>What is known about an Ollama server.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Answers">Whether it answered when it was last asked.</param>
/// <param name="Installed">Its models; empty while it does not answer.</param>
internal sealed record EndpointState(Uri Endpoint, bool Answers, IReadOnlyList<InstalledModel> Installed)
{
    /// <summary>The names of its models.</summary>
    public IReadOnlyList<string> Models { get; } = [.. Installed.Select(model => model.Name)];

    /// <summary>Its version; empty while it does not answer.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether it refuses a prompt that is too long, as it is told, and does not cut it silently.</summary>
    public bool KnowsTruncate => OllamaVersion.KnowsTruncate(Version);

    /// <summary>Its copy of a model, named with or without provider; null when it has none.</summary>
    public ModelCopy? CopyOf(string model) =>
        Installed.FirstOrDefault(has => OllamaModel.Same(has.Name, ModelName.Parse(model).Model))?.Copy;

    /// <summary>Whether it answers and has a model, by its Ollama name.</summary>
    public bool Has(string model) => Models.Any(has => OllamaModel.Same(has, model));
}
