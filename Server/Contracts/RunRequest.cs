using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>What a client asks for when it starts a run. Only <see cref="Text"/> is required.</summary>
public sealed record RunRequest
{
    /// <summary>The idea, 1 to 4000 UTF-16 units after trimming.</summary>
    public string? Text { get; init; }

    /// <summary>The rules for seeing the idea differently, at most 4000 UTF-16 units.</summary>
    public string? Rules { get; init; }

    /// <summary>The id of a preset, instead of rules.</summary>
    public string? Preset { get; init; }

    /// <summary>A style, put in front of the rules; at most 2000 UTF-16 units.</summary>
    public string? Style { get; init; }

    /// <summary>The language of the page, a BCP 47 tag. Default: <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The language into which the idea is translated; null for none.</summary>
    public string? TranslateTo { get; init; }

    /// <summary>The language into which the interception is translated; null for none.</summary>
    public string? TranslateOutputTo { get; init; }

    /// <summary>An <see cref="OutputForm"/>. Default: <c>Story</c>.</summary>
    public string? Output { get; init; }

    /// <summary>An allowed model, instead of the configured one.</summary>
    public string? Model { get; init; }

    /// <summary><c>Interception</c> (default) pauses after stage 2; <c>Output</c> runs all four.</summary>
    public string? Until { get; init; }

    /// <summary>Idempotency key, 16 to 64 characters: the same key and request give the same run.</summary>
    public string? Key { get; init; }

    /// <summary>Fields that this record does not know; a request with any is refused.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
