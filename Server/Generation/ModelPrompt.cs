using System.Text.Json;

namespace Interception.Server.Generation;

/// <summary>What a model is asked.</summary>
/// <param name="Job">The purpose of the answer; it decides length and temperature.</param>
/// <param name="Model">The model with its provider in front: <c>local/gpt-oss:20b</c>, <c>practice/voice</c>.</param>
/// <param name="Instructions">Our instructions, in English.</param>
/// <param name="Parts">The material, each part with its name. It is framed so that no part can close its own frame.</param>
public sealed record ModelPrompt(GenerationJob Job, string Model, string Instructions, IReadOnlyList<PromptPart> Parts)
{
    /// <summary>The Ollama server to ask, which is the one of the run's slot.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>A JSON schema that the answer must follow.</summary>
    public JsonElement? Format { get; init; }

    /// <summary>How much the model may think in this call; null for <c>Ollama:Think</c>. Other providers get no such field.</summary>
    public ThinkMode? Think { get; init; }

    /// <summary>
    /// A conversation to judge, each turn verbatim, the user's first; null for none. Guard models get it instead of
    /// instructions and parts, because they have instructions of their own.
    /// </summary>
    public IReadOnlyList<string>? Turns { get; init; }

    /// <summary>The language of the answer, a BCP 47 tag; null for the language of the material.</summary>
    public string? Language { get; init; }

    /// <summary>The form of the finished piece: <c>Story</c>, <c>Poem</c>, <c>Picture</c>, <c>Code</c>; null for other jobs.</summary>
    public string? Form { get; init; }
}

/// <summary>One named part of a prompt's material.</summary>
/// <param name="Name">Lower case: <c>rules</c>, <c>idea</c>, <c>text</c>.</param>
/// <param name="Text">The exact text for the model.</param>
public sealed record PromptPart(string Name, string Text);
