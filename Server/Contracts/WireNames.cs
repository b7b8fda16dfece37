using System.Text.Json;

namespace Interception.Server.Contracts;

/// <summary>The names of the wire, for what is no JSON.</summary>
public static class WireNames
{
    /// <summary>The category in kebab case.</summary>
    public static string WireName(this TextCategory category) => JsonNamingPolicy.KebabCaseLower.ConvertName(category.ToString());
}
