using System.Text.RegularExpressions;

namespace Interception.Server.Safety.Reading;

/// <summary>Patterns that take time in proportion to the text, whatever it is.</summary>
internal static class LinearRegex
{
    public static Regex Create(string pattern, RegexOptions options = RegexOptions.IgnoreCase) =>
        new(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
