using Interception.Server.Generation;

namespace Interception.Server.Safety;

/// <summary>What a check is asked.</summary>
/// <param name="Parts">The texts, exactly as they would go on.</param>
/// <param name="Judge">The model that judges, with its provider in front; null when only the term filter is asked.</param>
/// <param name="Endpoint">The Ollama server of the place that the run holds.</param>
public sealed record SafetyQuestion(IReadOnlyList<string> Parts, string? Judge, Uri? Endpoint)
{
    /// <summary>True for a model's own text, an interception or a piece; false for what a child wrote, and its translation.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What earlier checks want looked at, in words of ours.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The texts as they were written, with what is hidden in them and does not go on; null where that is the same.</summary>
    public IReadOnlyList<string>? Written { get; init; }

    /// <summary>What the parts are called in a request, in their order.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Set by the judge's own test alone: how much it is to think. Any other question waits until that is passed.</summary>
    public ThinkMode? Trial { get; init; }
}

/// <summary>What a check is doing while it is not checking.</summary>
public enum SafetyProgress
{
    /// <summary>The judge's model is being loaded.</summary>
    Loading,

    /// <summary>The judge's model is loaded, the check goes on.</summary>
    Loaded,
}
