using System.Globalization;
using System.Text;

namespace Interception.Server.Safety;

/// <summary>Checks that .NET knows Unicode on this machine. Without ICU it compares letters byte by byte, and every disguise passes.</summary>
internal static class UnicodeCheck
{
    private const string Mend =
        "Unicode does not work on this machine, so disguised words would not be seen. Install ICU (Debian and Ubuntu: libicu; Alpine: icu-libs "
        + "and icu-data-full; Fedora: libicu), and take DOTNET_SYSTEM_GLOBALIZATION_INVARIANT and InvariantGlobalization away.";

    /// <summary>Makes the check.</summary>
    /// <exception cref="InvalidDataException">Unicode is missing; the message says what to install.</exception>
    public static void Require()
    {
        if (!Normalizes() || !LowersLetters() || !KnowsCultures()) throw new InvalidDataException(Mend);
    }

    /// <summary>The same message, for a sample that the filter did not find.</summary>
    public static InvalidDataException Failed(string sample) => new($"The term filter does not see {sample}. {Mend}");

    // Wide, drawn, joined and composed letters; each needs its own Unicode table.
    private static bool Normalizes() =>
        Is("Ｈ", "H", NormalizationForm.FormKD) && Is("𝕳", "H", NormalizationForm.FormKC) && Is("ﬁ", "fi", NormalizationForm.FormKC)
        && Is("ä", "a\u0308", NormalizationForm.FormD) && Is("a\u0308", "ä", NormalizationForm.FormC);

    private static bool LowersLetters() => "ÄЫΣĞ".ToLowerInvariant() == "äыσğ" && Rune.ToLowerInvariant(new(0x10400)).Value == 0x10428;

    private static bool KnowsCultures()
    {
        try
        {
            return new[] { "de", "tr", "uk", "ar" }.All(tag => CultureInfo.GetCultureInfo(tag, predefinedOnly: true).TwoLetterISOLanguageName == tag);
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static bool Is(string text, string normal, NormalizationForm form) =>
        string.Equals(text.Normalize(form), normal, StringComparison.Ordinal);
}
