namespace Interception.Client.Console.Doctor.Figures;

/// <summary>One call to Ollama: what was seen, and what its own figures say; in milliseconds.</summary>
/// <param name="Model">Who was asked.</param>
internal sealed record CallFigures(string Model)
{
    /// <summary>Why it was refused; null when it was not.</summary>
    public string? Failure { get; init; }

    public bool WasInMemory { get; init; }

    /// <summary>From the call to the moment when it was seen in memory, or to the end where it never was; 0 when it was there before.</summary>
    public double LoadSeenMs { get; init; }

    public bool IsInMemory { get; init; }

    /// <summary>From the call to the first line of the answer.</summary>
    public double? FirstLineMs { get; init; }

    /// <summary>From the first thought to the first word, or to the end.</summary>
    public double ThoughtsMs { get; init; }

    /// <summary>Lines with words in them.</summary>
    public int Words { get; init; }

    public double? GapMedianMs { get; init; }

    public double? GapLongestMs { get; init; }

    /// <summary>How long nothing had come when it was given up; 0 when it came to its end, or when enough was seen.</summary>
    public double SilentMs { get; init; }

    /// <summary>When its first word and its last line came, on the clock of the examination.</summary>
    public double? BeganAt { get; init; }

    public double? EndedAt { get; init; }

    public double? TotalMs { get; init; }

    public double? LoadMs { get; init; }

    public double? PromptMs { get; init; }

    public int? PromptTokens { get; init; }

    public double? WriteMs { get; init; }

    public int? WrittenTokens { get; init; }

    /// <summary>What is left of the total: it waited in Ollama's own queue.</summary>
    public double QueueMs => TotalMs is { } total ? Math.Max(0, total - (LoadMs ?? 0) - (PromptMs ?? 0) - (WriteMs ?? 0)) : 0;

    public double? PromptTokensPerSecond => PromptTokens / PromptMs * 1000;

    /// <summary>By its own figures and by what was seen: the slower one.</summary>
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
