using System.Text.RegularExpressions;

namespace Interception.Server.Safety.Reading;

/// <summary>Regular expressions that run in linear time on any text.</summary>
internal static class LinearRegex
{
    public static Regex Create(string pattern, RegexOptions options = RegexOptions.IgnoreCase) =>
        new(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
