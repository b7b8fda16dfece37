using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.PersonalData;

/// <summary>Finds what tells a stranger who a child is or where it lives.</summary>
internal static class PersonalDataFinder
{
    private static readonly Regex Email = LinearRegex.Create(
        @"[\w.%+-]+ ?(@|[(\[{] ?(at|ät|@) ?[)\]}]) ?[\w-]+(\.[\w-]+)*( ?\.| ?[(\[{] ?(dot|punkt|\.) ?[)\]}]| dot| punkt) ?\p{L}{2,}\b");

    private static readonly Regex SpokenEmail = LinearRegex.Create(
        @"\b[\w.-]+ ?(at|ät) ?(g-?mail|googlemail|gmx|web|yahoo|outlook|hotmail|icloud|t-online|freenet|posteo|proton|ukr) ?(\.| dot | punkt )");

    /// <summary>Whether a text contains an address, a number or a full name.</summary>
    public static bool IsIn(string text)
    {
        var plain = Plain(text);
        return Email.IsMatch(plain) || SpokenEmail.IsMatch(plain) || PhoneNumberFinder.AreIn(plain) || IbanFinder.AreIn(plain)
            || StreetAddressFinder.AreIn(plain) || FullNameFinder.AreIn(plain);
    }

    /// <summary>Makes wide, joined and hidden characters plain, every digit an ASCII digit, and white space one blank.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is not (0xFFFD or 0xFFFE or 0xFFFF) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                plain.Append(Rune.GetUnicodeCategory(rune) switch
                {
                    UnicodeCategory.DecimalDigitNumber => ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture),
                    UnicodeCategory.SpaceSeparator => " ",
                    UnicodeCategory.DashPunctuation => "-",
                    _ => rune.ToString(),
                });
            }
        }

        return Blanks.Replace(plain.ToString().Normalize(NormalizationForm.FormKC), " ");
    }

    private static readonly Regex Blanks = LinearRegex.Create("[ \t]+");
}
