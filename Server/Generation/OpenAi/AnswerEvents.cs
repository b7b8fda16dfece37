using System.Text;
using System.Text.Json;

namespace Interception.Server.Generation.OpenAi;

/// <summary>Reads the lines of a stream of server-sent events; in this dialect each event is one line.</summary>
/// <remarks>Not .NET's SseParser: it holds a line of any length, and two gigabytes of memory after half a gigabyte of line.</remarks>
internal static class AnswerEvents
{
    /// <summary>Null when the line is none of this dialect.</summary>
    public static AnswerChunk? Parse(ReadOnlyMemory<byte> line)
    {
        var colon = line.Span.IndexOf((byte)':');
        if (colon < 0) return null;
        var value = line.Span[(colon + 1)..].Trim(" \t\r\n"u8);
        return Encoding.ASCII.GetString(line.Span[..colon]) switch
        {
            "data" => Data(value),
            // Older versions of llama.cpp give an error a field of its own.
            "error" => Data(value),
            "" or "event" or "id" or "retry" => AnswerChunk.Nothing,
            _ => null,
        };
    }

    private static AnswerChunk? Data(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return AnswerChunk.Nothing;
        if (value.SequenceEqual("[DONE]"u8)) return AnswerChunk.Last;
        try
        {
            var chunk = JsonSerializer.Deserialize(value, AnswerChunkJson.Default.AnswerChunk);
            return chunk is { Broken: null } and ({ Choices: not null } or { Usage: not null }) ? chunk : Error(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AnswerChunk? Error(ReadOnlySpan<byte> value) =>
        SpokenError.Parse(value) is { } error ? AnswerChunk.Nothing with { Error = error.Words } : null;
}
