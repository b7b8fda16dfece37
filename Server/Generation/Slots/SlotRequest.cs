namespace Interception.Server.Generation.Slots;

/// <summary>What a run wants a place for.</summary>
/// <param name="Models">Every model that it may ask, provider in front; none in practice.</param>
internal sealed record SlotRequest(IReadOnlyList<string> Models)
{
    /// <summary>The model that it asks first, provider in front; null for none.</summary>
    public string? First { get; init; }

    /// <summary>The server where its next call is made; null where any will do.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Whether it needs a server of ours that is up.</summary>
    public bool NeedsServer => Models.Any(model => ModelName.Parse(model).Provider == ModelName.Local);
}
