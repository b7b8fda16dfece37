using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Generation.OpenAi;

/// <summary>A question in the OpenAI dialect; only what every server takes, for Mistral refuses a field that it does not know.</summary>
internal sealed record ChatBody(
    string Model, IReadOnlyList<ChatMessage> Messages, float Temperature, int MaxTokens, bool Stream, AnswerFormat? ResponseFormat);

/// <summary>Who says what.</summary>
internal sealed record ChatMessage(string Role, string Content);

/// <summary>The form of the answer.</summary>
internal sealed record AnswerFormat(string Type, NamedSchema JsonSchema);

/// <summary>A JSON schema that the answer is held to.</summary>
internal sealed record NamedSchema(string Name, bool Strict, JsonElement Schema);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatBody))]
internal sealed partial class ChatBodyJson : JsonSerializerContext;
