using Interception.Server.Generation;

namespace Interception.Server.Safety;

/// <summary>What a check is asked.</summary>
/// <param name="Parts">The texts, exactly as they would go on.</param>
/// <param name="Judge">The model that judges, with its provider in front; null when only the term filter is asked.</param>
/// <param name="Endpoint">The Ollama server of the run's slot.</param>
public sealed record SafetyQuestion(IReadOnlyList<string> Parts, string? Judge, Uri? Endpoint)
{
    /// <summary>True for a model's own text (an interception or a piece); false for what a child wrote, and for its translation.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What earlier checks want the judge to look at, in our own words.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The texts as they were written, with their hidden characters; null when there are none.</summary>
    public IReadOnlyList<string>? Written { get; init; }

    /// <summary>The names of the parts in the request, in their order.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Set only by the judge's own test: how much it may think. Any other question waits until the test has passed.</summary>
    public ThinkMode? Trial { get; init; }
}

/// <summary>Why a check is waiting.</summary>
public enum SafetyProgress
{
    /// <summary>The judge's model is being loaded.</summary>
    Loading,

    /// <summary>The judge's model is loaded, and the check continues.</summary>
    Loaded,
}
