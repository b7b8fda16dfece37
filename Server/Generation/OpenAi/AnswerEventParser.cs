using System.Buffers;
using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Parses the lines of a stream of server-sent events. In this dialect an event is usually one line, seldom several.</summary>
/// <remarks>.NET's SseParser is not used: it keeps a line of any length, and needed two gigabytes of memory for half a gigabyte of line.</remarks>
internal sealed class AnswerEventParser
{
    private readonly AnswerLine _line = new();
    private readonly AnswerChunkReader _chunks;
    private readonly ArrayBufferWriter<byte> _event = new();

    public AnswerEventParser() => _chunks = new(_line);

    /// <summary>The content of a line, valid until the next; null for a line that is not of this dialect.</summary>
    /// <exception cref="GenerationException">The provider refuses.</exception>
    public AnswerLine? Parse(ReadOnlyMemory<byte> line)
    {
        _line.Clear();
        var text = line.Span.Trim(" \t\r\n"u8);
        // A blank line ends an event; an event that is incomplete there is broken.
        if (text.IsEmpty) return _event.WrittenCount == 0 ? _line : null;
        var colon = text.IndexOf((byte)':');
        var field = colon < 0 ? text : text[..colon];
        // Older versions of llama.cpp send an error in a field of its own.
        if (field.SequenceEqual("data"u8) || field.SequenceEqual("error"u8)) return Data(colon < 0 ? [] : text[(colon + 1)..].Trim(" \t"u8));
        return IsField(field) && (colon >= 0 || IsKnown(field)) ? _line : null;
    }

    /// <summary>Comments and unknown fields are skipped, but not any other line that happens to contain a colon.</summary>
    private static bool IsField(ReadOnlySpan<byte> field) =>
        !field.ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    private static bool IsKnown(ReadOnlySpan<byte> field) => field.SequenceEqual("event"u8) || field.SequenceEqual("id"u8) || field.SequenceEqual("retry"u8);

    private AnswerLine? Data(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return _line;
        if (_event.WrittenCount > 0) return Continued(value);
        if (value.SequenceEqual("[DONE]"u8))
        {
            _line.IsLast = true;
            return _line;
        }

        return _chunks.TryRead(value) ? _line : Error(value) ?? Begun(value);
    }

    private AnswerLine? Error(ReadOnlySpan<byte> value)
    {
        _line.Clear();
        if (ProviderError.Parse(value) is not { } error) return null;
        if (ProviderRefusal.IsFilter(error)) throw ProviderRefusal.Declined(words: error.Words);
        _line.Error = error.Words;
        return _line;
    }

    /// <summary>An event over several lines: an open one continues with the next line.</summary>
    private AnswerLine? Begun(ReadOnlySpan<byte> value)
    {
        if (value[0] != '{' || !JsonStrings.IsOpen(value)) return null;
        _event.Write(value);
        return _line;
    }

    private AnswerLine? Continued(ReadOnlySpan<byte> value)
    {
        _event.Write("\n"u8);
        _event.Write(value);
        if (_event.WrittenCount > LineReader.LongestLine) return null;
        if (JsonStrings.IsOpen(_event.WrittenSpan)) return _line;
        var whole = _event.WrittenSpan.ToArray();
        _event.Clear();
        return _chunks.TryRead(whole) ? _line : Error(whole);
    }
}
