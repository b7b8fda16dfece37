using System.Collections.Frozen;
using Interception.Server.Contracts;

namespace Interception.Server.Safety;

/// <summary>The names of the categories, on the wire, in verdicts and in term lists.</summary>
internal static class CategoryNames
{
    private static readonly FrozenDictionary<string, TextCategory> ByName =
        Enum.GetValues<TextCategory>().ToFrozenDictionary(WireNames.WireName, StringComparer.Ordinal);

    public static IEnumerable<string> All => Enum.GetValues<TextCategory>().Select(WireNames.WireName);

    public static TextCategory? Find(string name) => ByName.TryGetValue(name, out var category) ? category : null;
}
