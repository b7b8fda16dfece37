using System.Text.Json;

namespace Interception.Server.Generation.Streaming;

/// <summary>Reads the value of the property at which a reader stands, the way providers mean it.</summary>
internal static class JsonStrings
{
    /// <summary>A string or null into a text.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
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
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    /// <summary>Passes over a string or null.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static void SkipString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException("A name is a string.");
    }

    /// <summary>A number that counts; 0 for anything else.</summary>
    public static long Count(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number) return reader.TryGetInt64(out var count) ? Math.Max(0, count) : 0;
        reader.Skip();
        return 0;
    }

    /// <summary>As far as an int goes.</summary>
    public static int Int(long count) => (int)Math.Min(count, int.MaxValue);
}
