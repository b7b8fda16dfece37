using System.Text.Json;
using System.Text.Json.Serialization;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Ollama.Models;

/// <summary>A line of Ollama's download progress.</summary>
internal sealed record PullLine(string? Status, string? Digest, long Total, long Completed, string? Error) : IAnswerLine
{
    /// <inheritdoc/>
    [JsonIgnore]
    public bool HasPiece => Status is not null;

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsEnding => Status is "success";

    /// <summary>Null for a line that is not from Ollama.</summary>
    public static PullLine? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, PullJson.Default.PullLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The request for a model.</summary>
internal sealed record PullQuestion(string Model);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PullLine))]
[JsonSerializable(typeof(PullQuestion))]
internal sealed partial class PullJson : JsonSerializerContext;
