using System.Text.Json;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Reads the JSON of one event.</summary>
/// <param name="line">The line that receives the content.</param>
internal sealed class AnswerChunkReader(AnswerLine line)
{
    private static readonly string[] ThoughtTypes = ["think", "thought", "reason", "analysis"];

    private bool _isChunk;
    private bool _isBroken;

    /// <summary>Reads an event; false when it is not part of an answer.</summary>
    /// <exception cref="GenerationException">The model refuses.</exception>
    public bool TryRead(ReadOnlySpan<byte> json)
    {
        _isChunk = false;
        _isBroken = false;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadProperty(ref reader);
            return _isChunk && !_isBroken && !reader.Read();
        }
        // .NET refuses a lone surrogate in a string. It is repaired in a text or a thought; other fields are not needed.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.IsNamed("choices"u8)) ReadChoices(ref reader);
        else if (reader.IsNamed("usage"u8)) ReadUsage(ref reader);
        else if (reader.IsNamed("error"u8)) ReadError(ref reader);
        else reader.Skip();
    }

    private void ReadError(ref Utf8JsonReader reader)
    {
        _isBroken = !IsNull(ref reader);
        reader.Skip();
    }

    /// <summary>We ask for one answer, so only the first choice counts.</summary>
    private void ReadChoices(ref Utf8JsonReader reader)
    {
        if (IsNull(ref reader)) return;
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("Choices are a list.");
        _isChunk = true;
        for (var n = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; n++)
        {
            if (n == 0 && reader.TokenType == JsonTokenType.StartObject) ReadChoice(ref reader);
            else reader.Skip();
        }
    }

    private void ReadChoice(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("finish_reason"u8)) line.Reason = ReasonOf(JsonStrings.String(ref reader));
            else if (!reader.IsNamed("delta"u8)) reader.Skip();
            else if (!IsNull(ref reader)) ReadDelta(ref reader);
        }
    }

    private void ReadDelta(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A delta is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("content"u8)) ReadContent(ref reader, line.Text);
            else if (IsThought(ref reader)) ReadThought(ref reader);
            else if (reader.IsNamed("refusal"u8)) ReadRefusal(ref reader);
            else reader.Skip();
        }
    }

    /// <summary>Thoughts have three field names; some servers send the same thought under two of them.</summary>
    private static bool IsThought(ref Utf8JsonReader reader) =>
        reader.IsNamed("reasoning_content"u8) || reader.IsNamed("reasoning"u8) || reader.IsNamed("thinking"u8);

    private void ReadThought(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && line.Thought.Said.Length == 0) line.Thought.Take(ref reader);
        else reader.Skip();
    }

    /// <summary>A string, or, from Mistral's models that think, a list of thoughts and texts.</summary>
    private void ReadContent(ref Utf8JsonReader reader, SpokenText text)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) text.Take(ref reader);
        else if (reader.TokenType == JsonTokenType.StartArray) ReadParts(ref reader, text);
        else if (reader.TokenType != JsonTokenType.Null) throw new JsonException("A content is a string or a list.");
    }

    private void ReadParts(ref Utf8JsonReader reader, SpokenText text)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadPart(ref reader, text);
            else reader.Skip();
        }
    }

    private void ReadPart(ref Utf8JsonReader reader, SpokenText text)
    {
        var said = IsThoughtPart(reader) ? line.Thought : text;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("text"u8)) ReadContent(ref reader, said);
            else if (reader.IsNamed("thinking"u8)) ReadContent(ref reader, line.Thought);
            else if (reader.IsNamed("refusal"u8)) ReadRefusal(ref reader);
            else reader.Skip();
        }
    }

    /// <summary>Some servers send thoughts in the form of texts, and only the type tells them apart.</summary>
    /// <param name="reader">A copy that looks ahead.</param>
    private static bool IsThoughtPart(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("type"u8)) return JsonStrings.String(ref reader) is { } type && ThoughtTypes.Any(known => type.Contains(known, StringComparison.OrdinalIgnoreCase));
            reader.Skip();
        }

        return false;
    }

    /// <summary>The words are not kept: they may repeat the prompt.</summary>
    private static void ReadRefusal(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0) throw ProviderRefusal.Declined();
        reader.Skip();
    }

    private void ReadUsage(ref Utf8JsonReader reader)
    {
        if (IsNull(ref reader)) return;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Usage is an object.");
        var (prompt, answer) = (0L, 0L);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("prompt_tokens"u8)) prompt = JsonStrings.Count(ref reader);
            else if (reader.IsNamed("completion_tokens"u8)) answer = JsonStrings.Count(ref reader);
            else reader.Skip();
        }

        _isChunk = true;
        // No server of this dialect reports times.
        line.Figures = new(JsonStrings.Int(prompt), default, JsonStrings.Int(answer), default, default);
    }

    /// <summary>Some servers send a word where others send null.</summary>
    private static string? ReasonOf(string? word) => word is null or "" or "null" or "none" ? null : word;

    private static bool IsNull(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null;
    }
}
