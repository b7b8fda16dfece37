using System.Collections.Frozen;
using System.Text.Json;
using Interception.Server.Contracts;

namespace Interception.Server.Safety;

/// <summary>Categories by the names that they have on the wire, in verdicts and on term lists.</summary>
internal static class CategoryNames
{
    private static readonly FrozenDictionary<string, Category> ByName =
        Enum.GetValues<Category>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    public static IEnumerable<string> All => Enum.GetValues<Category>().Select(Of);

    public static string Of(Category category) => JsonNamingPolicy.KebabCaseLower.ConvertName(category.ToString());

    public static Category? Find(string name) => ByName.TryGetValue(name, out var category) ? category : null;
}
