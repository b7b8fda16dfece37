using System.Text.RegularExpressions;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.PersonalData;

/// <summary>Finds telephone numbers as they are written in and around Germany.</summary>
internal static class PhoneNumberFinder
{
    private const int FewestDigits = 8;

    // An area or mobile code has at least two digits after its zero, so dates and games with 0 and 1 do not match.
    private static readonly Regex Written = LinearRegex.Create(
        @"(^|[^\p{L}\d.,:/+-])(\(?(\+|00) ?[1-9]\d{0,2}\)?[ /.-]{0,3}(\(0\) ?)?\d|\(?0(1[5-7]\d|[2-9]\d)\d{0,3}\)?)([ ./()-]{0,3}\d)+");

    private static readonly Regex Announced = LinearRegex.Create(
        @"\b((handy|telefon|tel|mobil|phone|whatsapp|meine )nummer|handynr|telefonnr|telefon|tel|handy|whatsapp|mobil|phone( number)?|call me|ruf mich an)\b[^\d\n]{0,20}(\d[ ./()-]{0,2}){6,}");

    public static bool AreIn(string text) =>
        Announced.IsMatch(text) || Written.Matches(text).Any(match => IsNumber(match.Value) && !IsBook(text, match.Index));

    private static bool IsNumber(string written)
    {
        var digits = written.Where(char.IsAsciiDigit).ToArray();
        return digits.Length is >= FewestDigits and <= 15 && digits.Distinct().Count() > 2;
    }

    private static bool IsBook(string text, int at) => text[Math.Max(0, at - 6)..at].Contains("ISBN", StringComparison.OrdinalIgnoreCase);
}
