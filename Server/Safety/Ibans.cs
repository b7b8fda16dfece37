using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Interception.Server.Safety;

/// <summary>Account numbers: only those whose check digits are right.</summary>
internal static class Ibans
{
    private static readonly Regex Beginning = Pattern.Of(@"\b[A-Z]{2}\d{2}");

    private static readonly FrozenDictionary<string, int> Lengths = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["DE"] = 22, ["AT"] = 20, ["CH"] = 21, ["LI"] = 21, ["LU"] = 20, ["BE"] = 16, ["NL"] = 18, ["FR"] = 27, ["IT"] = 27, ["ES"] = 24,
        ["PT"] = 25, ["DK"] = 18, ["SE"] = 24, ["NO"] = 15, ["FI"] = 18, ["PL"] = 28, ["CZ"] = 24, ["SK"] = 24, ["HU"] = 28, ["RO"] = 24,
        ["BG"] = 22, ["GR"] = 27, ["HR"] = 21, ["SI"] = 19, ["RS"] = 22, ["BA"] = 20, ["AL"] = 28, ["TR"] = 26, ["UA"] = 29, ["GB"] = 22,
        ["IE"] = 22, ["LT"] = 20, ["LV"] = 21, ["EE"] = 20,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool AreIn(string text) => Beginning.Matches(text).Any(match => IsIban(text, match.Index));

    private static bool IsIban(string text, int at)
    {
        if (!Lengths.TryGetValue(text[at..(at + 2)], out var length)) return false;
        var iban = text[at..Math.Min(text.Length, at + 2 * length)].Where(c => c is not (' ' or '-' or '.')).Take(length).ToArray();
        return iban.Length == length && iban.All(char.IsAsciiLetterOrDigit) && Remainder([.. iban[4..], .. iban[..4]]) == 1;
    }

    /// <summary>Of the division by 97, with each letter as its number: A is 10, Z is 35.</summary>
    private static int Remainder(IEnumerable<char> iban) => iban.Aggregate(0, (rest, c) =>
        char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + char.ToUpperInvariant(c) - 'A' + 10) % 97);
}
