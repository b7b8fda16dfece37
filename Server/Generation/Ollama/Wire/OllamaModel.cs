namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>A model at one Ollama server.</summary>
internal readonly record struct OllamaModel(Uri Endpoint, string Model)
{
    /// <summary>Whether two names mean the same model: Ollama adds <c>:latest</c> to a name without a tag.</summary>
    public static bool Same(string? one, string other) =>
        one is not null && string.Equals(Tagged(one), Tagged(other), StringComparison.OrdinalIgnoreCase);

    private static string Tagged(string name) =>
        name.AsSpan(name.LastIndexOf('/') + 1).Contains(':') ? name : name + ":latest";
}
