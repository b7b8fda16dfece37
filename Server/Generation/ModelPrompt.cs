using System.Text.Json;

namespace Interception.Server.Generation;

/// <summary>What is asked of a model.</summary>
/// <param name="Job">What the answer is for; decides length and temperature.</param>
/// <param name="Model">The model with its provider in front: <c>local/gpt-oss:20b</c>, <c>practice/voice</c>.</param>
/// <param name="Instructions">Our own words, in English.</param>
/// <param name="Parts">The material, each part under its name; a model gets it so that no part can close its own frame.</param>
public sealed record ModelPrompt(GenerationJob Job, string Model, string Instructions, IReadOnlyList<PromptPart> Parts)
{
    /// <summary>The Ollama server to ask; the one of the place that the run holds.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>A JSON schema that the answer must follow.</summary>
    public JsonElement? Format { get; init; }

    /// <summary>How much the model is to think for this call; null for <c>Ollama:Think</c>. Other providers are told nothing.</summary>
    public ThinkMode? Think { get; init; }

    /// <summary>
    /// A conversation to be looked at, each turn verbatim, the user's first; null for none. Guard models get it instead of
    /// instructions and parts, because they bring instructions of their own.
    /// </summary>
    public IReadOnlyList<string>? Turns { get; init; }

    /// <summary>The language of the answer, a BCP 47 tag; null for the language of the material.</summary>
    public string? Language { get; init; }

    /// <summary>What the finished piece is to be: <c>Story</c>, <c>Poem</c>, <c>Picture</c>, <c>Code</c>; null for other jobs.</summary>
    public string? Form { get; init; }
}

/// <summary>One named part of a prompt's material.</summary>
/// <param name="Name">Lower case: <c>rules</c>, <c>idea</c>, <c>text</c>.</param>
/// <param name="Text">Exactly what the model is to get.</param>
public sealed record PromptPart(string Name, string Text);
