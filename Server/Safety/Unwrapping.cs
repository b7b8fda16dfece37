namespace Interception.Server.Safety;

/// <summary>All the ways in which a text may be meant to be read: as it stands, out of its wrappings, and with what is hidden in it.</summary>
internal static class Unwrapping
{
    // Wrapped in wrappings: three deep, and no more ways than can be looked through in time.
    private const int Deepest = 3, Most = 12;

    private const char RightToLeft = '\u202E', AsBefore = '\u202C';

    /// <summary>The text itself first; the more directly something reads, the sooner it comes.</summary>
    public static IReadOnlyList<string> ReadingsOf(string text)
    {
        var readings = new List<string> { text };
        for (var (begin, depth) = (0, 0); depth < Deepest; depth++)
        {
            var end = readings.Count;
            for (var i = begin; i < end; i++)
                foreach (var reading in Other(readings[i]))
                    if (readings.Count < Most && reading.Length > 0 && !readings.Contains(reading)) readings.Add(reading);
            if (readings.Count == end) break;
            begin = end;
        }
        return readings;
    }

    private static IEnumerable<string> Other(string text) =>
        HiddenMessages.ReadingsOf(text).Concat(Wrapping.ReadingsOf(text)).Concat(text.Contains(RightToLeft) ? [AsShown(text)] : []);

    // What stands behind an override is shown from its end, line by line.
    private static string AsShown(string text) => string.Join('\n', text.Split('\n').Select(line =>
        string.Concat(line.Split(RightToLeft).Select((part, at) => at == 0 ? part : Turned(part)))));

    private static string Turned(string part)
    {
        var end = part.IndexOf(AsBefore) is >= 0 and var before ? before : part.Length;
        return string.Concat(part[..end].EnumerateRunes().Reverse()) + part[end..];
    }
}
