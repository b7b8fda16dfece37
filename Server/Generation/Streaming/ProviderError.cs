using System.Text.Json;

namespace Interception.Server.Generation.Streaming;

/// <summary>An error in any form of this dialect: <c>{"error":{"message":…}}</c>, <c>{"error":"…"}</c>, or Mistral's <c>{"object":"error","message":…}</c>.</summary>
/// <param name="Words">The server's sentence.</param>
/// <param name="Kind">The error's type and code.</param>
internal sealed record ProviderError(string Words, string Kind)
{
    private const string NoWords = "(no words of its own)";

    /// <summary>An error without words.</summary>
    public static ProviderError None { get; } = new("", "");

    /// <summary>Null when it is not an error.</summary>
    public static ProviderError? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            // A server may cut a quotation of the prompt in the middle of a character.
            var reader = new Utf8JsonReader(JsonStrings.WithoutHalves(json));
            return JsonDocument.TryParseValue(ref reader, out var document) ? Parse(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ProviderError? Parse(JsonElement said) => said.ValueKind switch
    {
        JsonValueKind.String => new(said.GetString() is { } words && words.Any(char.IsLetterOrDigit) ? words : NoWords, ""),
        JsonValueKind.Object when In(said, "error") is { } error => Parse(error) ?? new(NoWords, KindOf(error)),
        // FastAPI puts errors of a field into a list, and vLLM and Mistral put such a list into their message.
        JsonValueKind.Array when said.GetArrayLength() > 0 => Parse(said[0]),
        JsonValueKind.Object when (In(said, "message") ?? In(said, "detail") ?? In(said, "msg")) is { } told =>
            WithKind(Parse(told) ?? new(NoWords, ""), KindOf(said)),
        _ => null,
    };

    private static ProviderError WithKind(ProviderError inner, string kind) => inner with { Kind = $"{kind} {inner.Kind}".Trim() };

    /// <summary>Azure nests the cause in another error; OpenRouter says what it has flagged.</summary>
    private static string KindOf(JsonElement said)
    {
        if (said.ValueKind != JsonValueKind.Object) return "";
        var inner = In(said, "innererror") ?? In(said, "inner_error");
        var flagged = In(said, "metadata") is { ValueKind: JsonValueKind.Object } metadata && In(metadata, "flagged_input") is not null;
        return $"{In(said, "type")} {In(said, "code")} {(inner is { } cause ? KindOf(cause) : "")} {(flagged ? "moderation" : "")}".Trim();
    }

    private static JsonElement? In(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
