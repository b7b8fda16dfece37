using System.Text.Json;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Ollama.Chat;

/// <summary>Parses the lines of Ollama's chat, each once.</summary>
/// <remarks>Ollama reports errors after a 200 too, as a line of their own: <see href="https://docs.ollama.com/api/errors"/>.</remarks>
internal sealed class ChatLineParser
{
    private readonly AnswerLine _line = new();
    private readonly ChatFigures _figures = new();
    private string? _reason;
    private bool _isOllamas;

    /// <summary>The content of a line, valid until the next; null for a line that is not from Ollama.</summary>
    public AnswerLine? Parse(ReadOnlyMemory<byte> line)
    {
        _line.Clear();
        _reason = null;
        _isOllamas = false;
        try
        {
            return Read(line.Span) ? _line : null;
        }
        // .NET refuses a lone surrogate in a string. It is repaired in a text or a thought; other fields are not needed.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadProperty(ref reader);
        if (_line.IsLast)
        {
            // Some lines are done without a reason; that counts as an unknown reason.
            _line.Reason = _reason ?? "";
            _line.Figures = _figures.Take();
        }

        return _isOllamas && !reader.Read();
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.IsNamed("message"u8))
        {
            ReadMessage(ref reader);
        }
        else if (reader.IsNamed("done"u8))
        {
            _line.IsLast = IsTrue(ref reader);
        }
        else if (reader.IsNamed("done_reason"u8))
        {
            _reason = JsonStrings.String(ref reader);
        }
        else if (reader.IsNamed("error"u8))
        {
            _line.Error = ErrorOf(ref reader);
        }
        else if (reader.IsNamed("model"u8))
        {
            JsonStrings.SkipString(ref reader);
        }
        else if (!_figures.TryRead(ref reader)) { reader.Skip(); return; }
        _isOllamas = true;
    }

    private void ReadMessage(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A message is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.IsNamed("content"u8)) JsonStrings.Text(ref reader, _line.Text);
            else if (reader.IsNamed("thinking"u8)) JsonStrings.Text(ref reader, _line.Thought);
            else reader.Skip();
        }
    }

    /// <summary>Only a line that says so is done.</summary>
    private static bool IsTrue(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueSpan.SequenceEqual("true"u8);
        var isTrue = reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return isTrue;
    }

    private static string? ErrorOf(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return JsonStrings.Whole(ref reader);
        var isNone = reader.TokenType is JsonTokenType.Null or JsonTokenType.False;
        reader.Skip();
        return isNone ? null : "(no words of Ollama's own)";
    }
}
