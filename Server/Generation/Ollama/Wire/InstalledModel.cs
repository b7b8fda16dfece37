namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>A model that an Ollama server has.</summary>
/// <param name="Name">As Ollama names it, with its tag.</param>
internal sealed record InstalledModel(string Name)
{
    /// <summary>When it was fetched, or made.</summary>
    public DateTimeOffset FetchedAt { get; init; }

    /// <summary>What it consists of, as Ollama names that; empty when the list does not say.</summary>
    public string Digest { get; init; } = "";

    /// <summary>What tells it from another one that had its name before.</summary>
    public ModelCopy Copy => new(Digest, FetchedAt);

    /// <summary>What it can do, such as <c>completion</c>; null when the list does not say.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>What it is built like, such as <c>llama</c>; empty when the list does not say.</summary>
    public string Family { get; init; } = "";

    /// <summary>Whether its server hands what it is asked on to another one.</summary>
    public bool IsElsewhere { get; init; }
}

/// <summary>What tells a model from another one of the same name.</summary>
/// <param name="Digest">What it consists of.</param>
/// <param name="FetchedAt">When it was fetched, or made.</param>
internal readonly record struct ModelCopy(string Digest, DateTimeOffset FetchedAt);
