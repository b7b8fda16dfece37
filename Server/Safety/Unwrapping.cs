using System.Net;
using System.Text;

namespace Interception.Server.Safety;

/// <summary>Takes a text out of what machines wrap characters in: HTML entities, percent signs, Unicode's tags, a turned direction.</summary>
internal static class Unwrapping
{
    private const int Tags = 0xE0000;
    private const char RightToLeft = '\u202E', AsBefore = '\u202C';

    /// <summary>The text unwrapped; the same one when nothing was wrapped.</summary>
    public static string Of(string text)
    {
        // Twice, because somebody may wrap twice.
        for (var i = 0; i < 2; i++)
        {
            if (text.Contains('&')) text = WebUtility.HtmlDecode(text);
            if (text.Contains('%')) text = Uri.UnescapeDataString(text);
        }
        if (text.Contains('\uDB40')) text = WithoutTags(text);
        return text.Contains(RightToLeft) ? AsShown(text) : text;
    }

    private static string WithoutTags(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(rune.Value is > Tags and < Tags + 0x7F ? new Rune(rune.Value - Tags) : rune);
        return plain.ToString();
    }

    // What stands behind an override is shown from its end, line by line.
    private static string AsShown(string text) => string.Join('\n', text.Split('\n').Select(line =>
        string.Concat(line.Split(RightToLeft).Select((part, at) => at == 0 ? part : Turned(part)))));

    private static string Turned(string part)
    {
        var end = part.IndexOf(AsBefore) is >= 0 and var before ? before : part.Length;
        return string.Concat(part[..end].EnumerateRunes().Reverse()) + part[end..];
    }
}
