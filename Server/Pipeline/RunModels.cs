namespace Interception.Server.Pipeline;

/// <summary>The model for each job of one run, with its provider in front.</summary>
/// <param name="Voice">What clients are told: <c>ollama</c>, <c>practice</c>, or a provider's name.</param>
/// <param name="Interception">Rewrites the idea.</param>
/// <param name="Output">Writes the finished piece.</param>
/// <param name="Translation">Translates.</param>
/// <param name="Judge">Judges texts; null when only the term filter checks.</param>
internal sealed record RunModels(string Voice, string Interception, string Output, string Translation, string? Judge)
{
    /// <summary>Every model that may be asked; empty in practice.</summary>
    public IReadOnlyList<string> Models() => this == PracticeModels.Instance
        ? []
        : [.. new[] { Interception, Output, Translation, Judge }.OfType<string>().Distinct()];
}
