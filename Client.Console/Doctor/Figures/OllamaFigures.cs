namespace Interception.Client.Console.Doctor.Figures;

/// <summary>The measurements at Ollama itself.</summary>
/// <param name="At">Its address.</param>
internal sealed record OllamaFigures(Uri At)
{
    /// <summary>Why it does not answer; null when it does.</summary>
    public string? Failure { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> InMemory { get; init; } = [];

    /// <summary>A text by the writing model; null for none.</summary>
    public CallFigures? Call { get; init; }

    /// <summary>The model that pushed the writing model out of memory; null for none.</summary>
    public string? Rival { get; init; }

    /// <summary>Simultaneous calls, as many as the server makes.</summary>
    public IReadOnlyList<CallFigures> AtOnce { get; init; } = [];
}
