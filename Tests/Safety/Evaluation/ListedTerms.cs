using System.Text.RegularExpressions;

namespace Interception.Tests.Safety.Evaluation;

/// <summary>All listed terms in Latin letters that block, as they stand in the lists.</summary>
internal static partial class ListedTerms
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.GetFiles(ShippedTerms.Folder, "*.txt").Where(path => !path.EndsWith(".kids.txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            .Select(line => line.Split('#')[0].Trim()).Where(line => !line.Contains('?'))
            .Select(line => line.Trim('*')).Where(line => Latin().IsMatch(line)).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    [GeneratedRegex("^[a-zA-ZäöüÄÖÜß' ]+$")]
    private static partial Regex Latin();
}
