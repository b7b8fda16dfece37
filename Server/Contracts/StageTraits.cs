namespace Interception.Server.Contracts;

/// <summary>How a stage describes itself, so that no other part has to know which stage it is.</summary>
/// <param name="Stage">Its wire name.</param>
/// <param name="Writes">Whether a model writes its text; otherwise the stage checks a text and passes it on.</param>
/// <param name="Pauses">Whether the run then waits until the child has read, and perhaps revised, the text.</param>
/// <param name="Translates">The text that it translates when the request asks for it; null when it never translates.</param>
public sealed record StageTraits(Stage Stage, bool Writes, bool Pauses = false, TranslatedText? Translates = null);
