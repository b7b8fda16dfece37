using System.Net;
using System.Text;

namespace Interception.Server.Safety;

/// <summary>Takes a text out of what machines wrap characters in: HTML entities, percent signs, Unicode's tags.</summary>
internal static class Unwrapping
{
    private const int Tags = 0xE0000;

    /// <summary>The text unwrapped; the same one when nothing was wrapped.</summary>
    public static string Of(string text)
    {
        // Twice, because somebody may wrap twice.
        for (var i = 0; i < 2; i++)
        {
            if (text.Contains('&')) text = WebUtility.HtmlDecode(text);
            if (text.Contains('%')) text = Uri.UnescapeDataString(text);
        }
        return text.Contains('\uDB40') ? WithoutTags(text) : text;
    }

    private static string WithoutTags(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(rune.Value is > Tags and < Tags + 0x7F ? new Rune(rune.Value - Tags) : rune);
        return plain.ToString();
    }
}
