using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Generation.OpenAi;

/// <summary>What one event of a streamed answer says.</summary>
internal sealed record AnswerChunk(
    IReadOnlyList<AnswerChoice?>? Choices,
    AnswerUsage? Usage = null,
    [property: JsonPropertyName("error")] JsonElement? Broken = null) : IAnswerLine
{
    /// <summary>An event without meaning for us, such as one that keeps the connection alive.</summary>
    public static AnswerChunk Nothing { get; } = new([]);

    /// <summary>The event after which nothing comes.</summary>
    public static AnswerChunk Last { get; } = new([]) { IsDone = true };

    /// <inheritdoc/>
    [JsonIgnore]
    public string? Error { get; init; }

    /// <summary>Whether it is <c>[DONE]</c>.</summary>
    [JsonIgnore]
    public bool IsDone { get; private init; }

    /// <summary>A piece of the answer.</summary>
    [JsonIgnore]
    public string? Text => Delta?.Content?.Text;

    /// <summary>A piece of thought, under any of its three names.</summary>
    [JsonIgnore]
    public string? Thought => Delta switch
    {
        { ReasoningContent: { Length: > 0 } thought } => thought,
        { Reasoning: { Length: > 0 } thought } => thought,
        var delta => delta?.Content?.Thought,
    };

    /// <summary>Why the model has ended; null while it goes on.</summary>
    [JsonIgnore]
    public string? FinishReason => Choices is [{ FinishReason: { Length: > 0 } reason }, ..] ? reason : null;

    /// <inheritdoc/>
    [JsonIgnore]
    public bool HasPiece => Text is { Length: > 0 } || Thought is { Length: > 0 };

    /// <inheritdoc/>
    [JsonIgnore]
    public bool IsEnding => IsDone || FinishReason is not null || Usage is not null;

    private AnswerDelta? Delta => Choices is [{ Delta: { } delta }, ..] ? delta : null;
}

/// <summary>One of the answers; we ask for one.</summary>
internal sealed record AnswerChoice(AnswerDelta? Delta, string? FinishReason);

/// <summary>What is new.</summary>
internal sealed record AnswerDelta(AnswerContent? Content, string? ReasoningContent, string? Reasoning);

/// <summary>What the server counted.</summary>
internal sealed record AnswerUsage(int? PromptTokens, int? CompletionTokens)
{
    /// <summary>In our own form; no server of this dialect tells its times.</summary>
    public ModelFigures Figures() => new(Counted(PromptTokens), default, Counted(CompletionTokens), default, default);

    private static int Counted(int? tokens) => Math.Max(0, tokens ?? 0);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnswerChunk))]
[JsonSerializable(typeof(AnswerPart[]))]
internal sealed partial class AnswerChunkJson : JsonSerializerContext;
