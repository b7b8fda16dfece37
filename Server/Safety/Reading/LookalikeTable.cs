using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Interception.Server.Safety.Reading;

/// <summary>Characters that look like Latin letters or digits. The head of the table names its source.</summary>
internal static class LookalikeTable
{
    private static readonly FrozenDictionary<int, string> Table = Lines().Where(line => line[0] != '#')
        .Select(line => line.Split('\t'))
        .ToFrozenDictionary(line => int.Parse(line[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), line => line[1]);

    /// <summary>The text that a character looks like; null for none.</summary>
    public static string? Find(Rune rune) => Table.GetValueOrDefault(rune.Value);

    private static IEnumerable<string> Lines()
    {
        using var table = new StreamReader(typeof(LookalikeTable).Assembly.GetManifestResourceStream("lookalikes.txt")!);
        return table.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
