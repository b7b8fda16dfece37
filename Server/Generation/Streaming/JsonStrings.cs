using System.Buffers.Text;
using System.Text.Json;

namespace Interception.Server.Generation.Streaming;

/// <summary>Reads the value of a reader's present property, as providers mean it.</summary>
internal static class JsonStrings
{
    private const int EscapeLength = 6;

    /// <summary>Reads a string or null into a text.</summary>
    /// <exception cref="JsonException">The value is something else.</exception>
    public static void Text(ref Utf8JsonReader reader, SpokenText text)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) text.Take(ref reader);
        else if (reader.TokenType != JsonTokenType.Null) throw new JsonException("A text is a string.");
    }

    /// <summary>A string; null for anything else.</summary>
    public static string? String(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return Whole(ref reader);
        reader.Skip();
        return null;
    }

    /// <summary>Skips a string or null.</summary>
    /// <exception cref="JsonException">The value is something else.</exception>
    public static void SkipString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException("A name is a string.");
    }

    /// <summary>A positive number; 0 for anything else.</summary>
    public static long Count(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number) return reader.TryGetInt64(out var count) ? Math.Max(0, count) : 0;
        reader.Skip();
        return 0;
    }

    /// <summary>The value, limited to an int.</summary>
    public static int Int(long count) => (int)Math.Min(count, int.MaxValue);

    /// <summary>A string for comparison only, with half characters marked.</summary>
    public static string Whole(ref Utf8JsonReader reader)
    {
        var text = new SpokenText();
        text.Take(ref reader);
        var said = text.Said;
        text.End();
        return said + text.Said;
    }

    /// <summary>Whether a property has this name. Names are never escaped, and one with a half character is no name.</summary>
    public static bool IsNamed(this ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => !reader.ValueIsEscaped && reader.ValueTextEquals(name);

    /// <summary>The JSON with escapes of half characters replaced, so that .NET can read it; unchanged when there are none.</summary>
    public static ReadOnlySpan<byte> WithoutHalves(ReadOnlySpan<byte> json)
    {
        byte[]? mended = null;
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\') continue;
            var unit = UnitAt(json, at);
            var isPair = char.IsHighSurrogate(unit) && char.IsLowSurrogate(UnitAt(json, at + EscapeLength));
            if (char.IsSurrogate(unit) && !isPair) "\\ufffd"u8.CopyTo((mended ??= json.ToArray()).AsSpan(at));
            at += isPair ? (2 * EscapeLength) - 1 : 1;
        }

        return mended ?? json;
    }

    /// <summary>Whether the JSON is valid so far and incomplete.</summary>
    public static bool IsOpen(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject) return false;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static char UnitAt(ReadOnlySpan<byte> json, int at) =>
        json.Length - at >= EscapeLength && json[at] == '\\' && json[at + 1] == 'u'
            && Utf8Parser.TryParse(json[(at + 2)..(at + EscapeLength)], out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : default;
}
