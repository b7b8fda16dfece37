namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>A model that an Ollama server has.</summary>
/// <param name="Name">Its name in Ollama, with the tag.</param>
internal sealed record InstalledModel(string Name)
{
    /// <summary>When it was downloaded or created.</summary>
    public DateTimeOffset FetchedAt { get; init; }

    /// <summary>Its digest; empty when the list does not say.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Tells it from an earlier model of the same name.</summary>
    public ModelCopy Copy => new(Digest, FetchedAt);

    /// <summary>Its capabilities, such as <c>completion</c>; null when the list does not say.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>Its family, such as <c>llama</c>; empty when the list does not say.</summary>
    public string Family { get; init; } = "";

    /// <summary>Whether its server passes requests on to another server.</summary>
    public bool IsElsewhere { get; init; }
}

/// <summary>Tells a model from another one of the same name.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="FetchedAt">When it was downloaded or created.</param>
internal readonly record struct ModelCopy(string Digest, DateTimeOffset FetchedAt);
