using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Generation.Ollama;

/// <summary>What the guard has to know of a line.</summary>
internal sealed record AnswerLine(string? Error, bool? Done, AnswerMessage? Message) : IAnswerLine
{
    /// <inheritdoc/>
    [JsonIgnore]
    public bool HasPiece => Message is { Content.Length: > 0 } or { Thinking.Length: > 0 };

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsEnding => Done is true;

    /// <summary>Null when the line is none of Ollama's.</summary>
    public static AnswerLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var said = JsonSerializer.Deserialize(line, AnswerJson.Default.AnswerLine);
            return said is { Error: null, Done: null } ? null : said;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The pieces in a line.</summary>
internal sealed record AnswerMessage(string? Content, string? Thinking);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnswerLine))]
internal sealed partial class AnswerJson : JsonSerializerContext;
