namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>What is known of an Ollama server.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Answers">Whether it answered when it was last asked.</param>
/// <param name="Installed">The models that it has; empty while it does not answer.</param>
internal sealed record EndpointState(Uri Endpoint, bool Answers, IReadOnlyList<InstalledModel> Installed)
{
    /// <summary>The models' names.</summary>
    public IReadOnlyList<string> Models { get; } = [.. Installed.Select(model => model.Name)];

    /// <summary>The version that it says it is; empty while it does not answer.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether it refuses a prompt that is too long, as it is told to, and does not cut it in silence.</summary>
    public bool KnowsTruncate => OllamaVersion.KnowsTruncate(Version);

    /// <summary>Which copy it has of a model, with a provider in front or none; null while it has none.</summary>
    public ModelCopy? CopyOf(string model) =>
        Installed.FirstOrDefault(has => OllamaModel.Same(has.Name, ModelName.Parse(model).Model))?.Copy;

    /// <summary>Whether it answers and has a model, named as Ollama names it.</summary>
    public bool Has(string model) => Models.Any(has => OllamaModel.Same(has, model));
}
