namespace Interception.Client.Console.Doctor.Figures;

/// <summary>One call to Ollama: what was measured, and Ollama's own figures; in milliseconds.</summary>
/// <param name="Model">The model.</param>
internal sealed record CallFigures(string Model)
{
    /// <summary>The reason for a refusal; null for none.</summary>
    public string? Failure { get; init; }

    public bool WasInMemory { get; init; }

    /// <summary>From the call until the model was seen in memory, or to the end if it never was; 0 when it was loaded before.</summary>
    public double LoadSeenMs { get; init; }

    public bool IsInMemory { get; init; }

    /// <summary>From the call to the first line of the answer.</summary>
    public double? FirstLineMs { get; init; }

    /// <summary>From the first thought to the first word, or to the end.</summary>
    public double ThoughtsMs { get; init; }

    /// <summary>The number of lines with words.</summary>
    public int Words { get; init; }

    public double? GapMedianMs { get; init; }

    public double? GapLongestMs { get; init; }

    /// <summary>How long nothing had come when the call was given up; 0 when it ended, or when enough was measured.</summary>
    public double SilentMs { get; init; }

    /// <summary>The times of its first word and its last line, on the examination's clock.</summary>
    public double? BeganAt { get; init; }

    public double? EndedAt { get; init; }

    public double? TotalMs { get; init; }

    public double? LoadMs { get; init; }

    public double? PromptMs { get; init; }

    public int? PromptTokens { get; init; }

    public double? WriteMs { get; init; }

    public int? WrittenTokens { get; init; }

    /// <summary>The time in Ollama's own queue: what is left of the total.</summary>
    public double QueueMs => TotalMs is { } total ? Math.Max(0, total - (LoadMs ?? 0) - (PromptMs ?? 0) - (WriteMs ?? 0)) : 0;

    public double? PromptTokensPerSecond => PromptTokens / PromptMs * 1000;

    /// <summary>The slower of its own figures and what was measured.</summary>
    public double? TokensPerSecond
    {
        get
        {
            double? own = WriteMs > 0 ? WrittenTokens / WriteMs * 1000 : null;
            double? seen = Words >= 5 && EndedAt > BeganAt ? (Words - 1) / (EndedAt - BeganAt) * 1000 : null;
            return own is null ? seen : seen is null ? own : Math.Min(own.Value, seen.Value);
        }
    }
}
