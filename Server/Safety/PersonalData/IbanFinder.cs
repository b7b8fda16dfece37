using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.PersonalData;

/// <summary>Finds account numbers with correct check digits.</summary>
internal static class IbanFinder
{
    private static readonly Regex Beginning = LinearRegex.Create(@"\b[A-Z]{2}\d{2}");

    private static readonly FrozenDictionary<string, int> Lengths = """
        DE22 AT20 CH21 LI21 LU20 BE16 NL18 FR27 IT27 ES24 PT25 DK18 SE24 NO15 FI18 PL28 CZ24 SK24 HU28 RO24
        BG22 GR27 HR21 SI19 RS22 BA20 AL28 TR26 UA29 GB22 IE22 LT20 LV21 EE20
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenDictionary(
            country => country[..2], country => int.Parse(country[2..], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    public static bool AreIn(string text) => Beginning.Matches(text).Any(match => IsIban(text, match.Index));

    private static bool IsIban(string text, int at)
    {
        if (!Lengths.TryGetValue(text[at..(at + 2)], out var length)) return false;
        var iban = text[at..Math.Min(text.Length, at + 2 * length)].Where(c => c is not (' ' or '-' or '.')).Take(length).ToArray();
        return iban.Length == length && iban.All(char.IsAsciiLetterOrDigit) && Remainder([.. iban[4..], .. iban[..4]]) == 1;
    }

    /// <summary>The remainder of the division by 97, with each letter as a number: A is 10, Z is 35.</summary>
    private static int Remainder(IEnumerable<char> iban) => iban.Aggregate(0, (rest, c) =>
        char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + char.ToUpperInvariant(c) - 'A' + 10) % 97);
}
