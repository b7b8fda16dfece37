namespace Interception.Client.Console.Doctor.Figures;

/// <summary>What was measured at Ollama itself.</summary>
/// <param name="At">Its address.</param>
internal sealed record OllamaFigures(Uri At)
{
    /// <summary>Why it does not answer; null when it does.</summary>
    public string? Failure { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> InMemory { get; init; } = [];

    /// <summary>A text by the model that writes; null when there is none.</summary>
    public CallFigures? Call { get; init; }

    /// <summary>The model that pushed the one that writes out of memory; null when none did.</summary>
    public string? Rival { get; init; }

    /// <summary>Calls made at once, as many as the server makes.</summary>
    public IReadOnlyList<CallFigures> AtOnce { get; init; } = [];
}
