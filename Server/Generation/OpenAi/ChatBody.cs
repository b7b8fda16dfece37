using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Generation.OpenAi;

/// <summary>A request in the OpenAI dialect. It has only fields that every server accepts, because Mistral refuses unknown ones.</summary>
internal sealed record ChatBody(
    string Model, IReadOnlyList<ChatMessage> Messages, float Temperature, int MaxTokens, bool Stream, AnswerFormat? ResponseFormat);

/// <summary>One message and its role.</summary>
internal sealed record ChatMessage(string Role, string Content);

/// <summary>The form of the answer.</summary>
internal sealed record AnswerFormat(string Type, NamedSchema JsonSchema);

/// <summary>A JSON schema for the answer.</summary>
internal sealed record NamedSchema(string Name, bool Strict, JsonElement Schema);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatBody))]
internal sealed partial class ChatBodyJson : JsonSerializerContext;
