namespace Interception.Client.Console.Doctor.Figures;

/// <summary>The server's own report.</summary>
internal sealed record ServerFigures
{
    public string? Version { get; init; }

    /// <summary>Who writes: <c>ollama</c>, <c>practice</c>, or a provider's name.</summary>
    public string? Voice { get; init; }

    public string? SafetyLevel { get; init; }

    public bool? IsReady { get; init; }

    /// <summary>What must be fixed before a run can work.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What would make runs work better.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The Ollama models of its jobs, the writer first.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>How many runs work at the same time.</summary>
    public int? Places { get; init; }

    public int? PlacesTaken { get; init; }

    public int? Waiting { get; init; }
}
