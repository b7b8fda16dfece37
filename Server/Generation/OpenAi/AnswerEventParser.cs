using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Reads the lines of a stream of server-sent events; in this dialect each event is one line.</summary>
/// <remarks>Not .NET's SseParser: it holds a line of any length, and two gigabytes of memory after half a gigabyte of line.</remarks>
internal sealed class AnswerEventParser
{
    private readonly AnswerLine _line = new();
    private readonly AnswerChunkReader _chunks;

    public AnswerEventParser() => _chunks = new(_line);

    /// <summary>What a line says, valid until the next; null when it is none of this dialect.</summary>
    /// <exception cref="GenerationException">The provider declines.</exception>
    public AnswerLine? Parse(ReadOnlyMemory<byte> line)
    {
        _line.Clear();
        var colon = line.Span.IndexOf((byte)':');
        if (colon < 0) return null;
        var field = line.Span[..colon];
        // Older versions of llama.cpp give an error a field of its own.
        if (field.SequenceEqual("data"u8) || field.SequenceEqual("error"u8)) return Data(line.Span[(colon + 1)..].Trim(" \t\r\n"u8));
        return field.IsEmpty || field.SequenceEqual("event"u8) || field.SequenceEqual("id"u8) || field.SequenceEqual("retry"u8) ? _line : null;
    }

    private AnswerLine? Data(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return _line;
        if (value.SequenceEqual("[DONE]"u8))
        {
            _line.IsLast = true;
            return _line;
        }

        return _chunks.TryRead(value) ? _line : Error(value);
    }

    private AnswerLine? Error(ReadOnlySpan<byte> value)
    {
        _line.Clear();
        if (ProviderError.Parse(value) is not { } error) return null;
        if (ProviderRefusal.IsFilter(error)) throw ProviderRefusal.Declined();
        _line.Error = error.Words;
        return _line;
    }
}
