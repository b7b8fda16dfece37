namespace Interception.Server.Generation.Slots;

/// <summary>What a run needs a slot for.</summary>
/// <param name="Models">Every model that it may ask, with provider; empty in practice.</param>
internal sealed record SlotRequest(IReadOnlyList<string> Models)
{
    /// <summary>The model that it asks first, with provider; null for none.</summary>
    public string? First { get; init; }

    /// <summary>The server of its next call; null when any will do.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Whether it needs an Ollama server that is up.</summary>
    public bool NeedsServer => Models.Any(model => ModelName.Parse(model).Provider == ModelName.Local);
}
