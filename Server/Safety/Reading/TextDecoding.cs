namespace Interception.Server.Safety.Reading;

/// <summary>All readings of a text: as it stands, with its encodings decoded, and with its hidden text.</summary>
internal static class TextDecoding
{
    // How often a decoded text is decoded again.
    private const int Deepest = 3;

    private const char RightToLeft = '\u202E', AsBefore = '\u202C';

    /// <summary>The text itself comes first. Each reading is searched whole, so their number is limited.</summary>
    public static IEnumerable<string> ReadingsOf(string text)
    {
        var readings = new List<string> { text, Leetspeak.Spelled(text) };
        var whole = Seen(text, readings);
        for (var depth = 0; depth < Deepest; depth++)
        {
            var unwrapped = Noted(TextWrapping.ReadingsOf(whole), whole, readings);
            if (unwrapped == whole) break;
            whole = Seen(unwrapped, readings);
        }
        if (Leetspeak.Spelled(whole) is var spelled && spelled != whole) readings.Add(spelled);
        return readings.Distinct();
    }

    /// <summary>Adds what a direction override shows and what hidden characters say, then continues without either.</summary>
    private static string Seen(string text, List<string> readings)
    {
        if (text.Contains(RightToLeft) && AsShown(text) is var shown) readings.AddRange([shown, Leetspeak.Spelled(shown)]);
        return Noted(HiddenMessages.ReadingsOf(text), text, readings);
    }

    /// <summary>Adds other readings; the first of them, with everything in its place, is decoded further.</summary>
    private static string Noted(IReadOnlyList<string> others, string text, List<string> readings)
    {
        if (others.Count > 1) readings.AddRange(others);
        return others.Count > 0 ? others[0] : text;
    }

    // Text after an override is shown backwards, line by line.
    private static string AsShown(string text) => string.Join('\n', text.Split('\n').Select(line =>
        string.Concat(line.Split(RightToLeft).Select((part, at) => at == 0 ? part : Turned(part)))));

    private static string Turned(string part)
    {
        var end = part.IndexOf(AsBefore) is >= 0 and var before ? before : part.Length;
        return string.Concat(part[..end].EnumerateRunes().Reverse()) + part[end..];
    }
}
