using System.Text.Json;
using System.Text.Json.Serialization;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>The request of the platform, in its own names for our texts.</summary>
internal sealed record PlatformRequest
{
    /// <summary>The idea, or for stages 3 and 4 the finished interception.</summary>
    public string? Prompt { get; init; }

    /// <summary>Another name for <see cref="Prompt"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The rules.</summary>
    public string? Context { get; init; }

    /// <summary>The style.</summary>
    [JsonPropertyName("style_prompt")]
    public string? StylePrompt { get; init; }

    /// <summary>An allowed model.</summary>
    public string? Model { get; init; }

    /// <summary>Unknown fields; a request with any is refused.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>True when nothing was sent: the id then means an existing run.</summary>
    [JsonIgnore]
    public bool IsEmpty => this is { Prompt: null, Text: null, Context: null, StylePrompt: null, Model: null, Unknown: null };

    /// <summary>Reads the query; parameters with another meaning, such as <c>offset</c>, are ignored.</summary>
    public static PlatformRequest FromQuery(IQueryCollection query) => new()
    {
        Prompt = query["prompt"].FirstOrDefault(),
        Text = query["text"].FirstOrDefault(),
        Context = query["context"].FirstOrDefault(),
        StylePrompt = query["style_prompt"].FirstOrDefault(),
        Model = query["model"].FirstOrDefault(),
    };

    /// <summary>The same request in our own names.</summary>
    /// <exception cref="Contracts.EndingException"><c>invalid_request</c>: an unknown field.</exception>
    public StageRequest ToStageRequest() => Unknown?.Keys.FirstOrDefault() is { } unknown
        ? throw FieldValidation.Unknown(unknown)
        : new(Prompt ?? Text, Context, StylePrompt, Model) { TextField = Prompt is null && Text is not null ? "text" : "prompt" };
}
