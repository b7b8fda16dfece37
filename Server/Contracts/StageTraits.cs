namespace Interception.Server.Contracts;

/// <summary>What a stage says of itself, so that nobody else has to know which stage it is.</summary>
/// <param name="Stage">Its wire name.</param>
/// <param name="Writes">Whether a model writes its text; else the stage checks a text and hands it on.</param>
/// <param name="Pauses">Whether the run then waits until the child has read, and perhaps revised, its text.</param>
/// <param name="Translates">What it translates where the request asks for it; null when it never translates.</param>
public sealed record StageTraits(Stage Stage, bool Writes, bool Pauses = false, TranslatedText? Translates = null);
