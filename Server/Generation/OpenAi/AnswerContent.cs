using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Generation.OpenAi;

/// <summary>What a message contains: a string, or, from models that think at Mistral, a list of thoughts and texts.</summary>
/// <param name="Text">What the model writes.</param>
/// <param name="Thought">What it thinks.</param>
[JsonConverter(typeof(AnswerContentConverter))]
internal sealed record AnswerContent(string Text, string Thought);

/// <summary>One entry of such a list.</summary>
internal sealed record AnswerPart(string? Text, AnswerContent? Thinking);

/// <summary>Reads either form.</summary>
internal sealed class AnswerContentConverter : JsonConverter<AnswerContent>
{
    public override AnswerContent Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new(reader.GetString()!, "")
            : Joined(JsonSerializer.Deserialize(ref reader, AnswerChunkJson.Default.AnswerPartArray)!);

    public override void Write(Utf8JsonWriter writer, AnswerContent value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private static AnswerContent Joined(AnswerPart?[] parts) => new(
        string.Concat(parts.Select(part => part?.Text)),
        string.Concat(parts.Select(part => part?.Thinking?.Text)));
}
