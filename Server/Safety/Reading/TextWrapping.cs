using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Interception.Server.Safety.Reading;

/// <summary>Decodes what machines encode characters in: HTML and program escapes, percent signs, hexadecimal digits, Base64.</summary>
internal static partial class TextWrapping
{
    private const int ShortestBase = 8;

    private static readonly Regex Wrapped = LinearRegex.Create(
        @"(?<html>(&(#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});?)+)|(?<percent>([%=][0-9a-f]{2})+)"
        + @"|(?<escape>((\\+u\{?|\\+x\{?|u\+|0x)[0-9a-f]{2,6}\}?[ ,;]?)+)|(?<hex>\b[0-9a-f]{2}([ :,-]?[0-9a-f]{2}){3,}\b)"
        + "|(?<base>[a-z0-9+/_-]{8,}={0,2})");

    /// <summary>Other readings of a text with an encoded part: decoded in its place, beside the rest, and alone.</summary>
    public static IReadOnlyList<string> ReadingsOf(string text)
    {
        if (!MayBeIn(text)) return [];
        var (inPlace, apart, alone, end) = (new StringBuilder(), new StringBuilder(), new StringBuilder(), 0);
        foreach (Match match in Wrapped.Matches(text))
        {
            if (Unwrapped(match) is not { } unwrapped || unwrapped == match.Value) continue;
            var between = text.AsSpan(end, match.Index - end);
            inPlace.Append(between).Append(unwrapped);
            apart.Append(between).Append(' ').Append(unwrapped).Append(' ');
            alone.Append(unwrapped).Append(' ');
            end = match.Index + match.Length;
        }
        if (end == 0) return [];
        return [$"{inPlace}{text.AsSpan(end)}", $"{apart}{text.AsSpan(end)}", alone.ToString()];
    }

    /// <summary>Whether a text reads as words and not as random characters.</summary>
    public static bool IsPlausible(string text) =>
        text.Length >= 4 && text.Count(c => char.IsLetter(c) || c is ' ' or '\n') * 4 >= text.Length * 3;

    // Most texts have no Base64 and are not searched: Base64 has small letters before capitals, or digits.
    private static bool MayBeIn(string text)
    {
        if (text.AsSpan().IndexOfAny("&%=\\0123456789") >= 0) return true;
        var run = 0;
        var hasCapital = false;
        for (var i = 0; i < text.Length; i++)
        {
            (run, hasCapital) = char.IsAsciiLetterOrDigit(text[i]) || text[i] is '+' or '/' or '-' or '_'
                ? (run + 1, hasCapital || (run > 0 && char.IsAsciiLetterUpper(text[i]) && char.IsAsciiLetterLower(text[i - 1])))
                : (0, false);
            if (run >= ShortestBase && hasCapital) return true;
        }
        return false;
    }

    private static string? Unwrapped(Match match) =>
        match.Groups["html"].Success ? WebUtility.HtmlDecode(Closed(match.Value))
        : match.Groups["percent"].Success ? Read(Convert.FromHexString(match.Value.Replace("%", "", StringComparison.Ordinal).Replace("=", "", StringComparison.Ordinal)))
        : match.Groups["escape"].Success ? Escaped(match.Value)
        : match.Groups["hex"].Success ? Plausible(Read(Convert.FromHexString(string.Concat(match.Value.Where(char.IsAsciiHexDigit)))))
        : Decoded(match.Value);

    // Browsers accept a numeric entity without its semicolon.
    private static string Closed(string entities) => Open().Replace(entities, "$0;");

    private static string Escaped(string escapes) => string.Concat(Digits().Matches(escapes).Select(match =>
        int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var value
            && (value is < 0xD800 or (> 0xDFFF and <= 0x10FFFF)) ? char.ConvertFromUtf32(value) : ((char)value).ToString()));

    // Text in front shifts the groups of four, so all four offsets are tried.
    private static string? Decoded(string text) => Enumerable.Range(0, 4).Select(skip => Decoded(text, skip)).FirstOrDefault(read => read is not null);

    private static string? Decoded(string text, int skip)
    {
        var letters = text.AsSpan().TrimEnd('=')[skip..].ToString().Replace('-', '+').Replace('_', '/');
        letters = letters[..^(letters.Length % 4 == 1 ? 1 : 0)];
        var bytes = new byte[letters.Length];
        return Convert.TryFromBase64String(letters.PadRight((letters.Length + 3) / 4 * 4, '='), bytes, out var length)
            ? Plausible(Read(bytes.AsSpan(0, length)))
            : null;
    }

    // A noncharacter counts against a text and is none of its letters.
    private static string? Plausible(string text) => IsPlausible(text) ? text.Replace('\uFFFD', ' ') : null;

    private static string Read(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).Replace("\0", "", StringComparison.Ordinal);

    [GeneratedRegex("&#(x[0-9a-f]{1,6}|[0-9]{1,7})(?![0-9a-f;])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Open();

    [GeneratedRegex(@"(?:\\+u\{?|\\+x\{?|u\+|0x)([0-9a-f]{2,6})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
