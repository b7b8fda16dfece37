namespace Interception.Server.Pipeline;

/// <summary>Rules that a child may take and rewrite, as its file in <c>Pipeline/Presets</c> says them.</summary>
/// <param name="Id">Lower case with hyphens; the file's name.</param>
/// <param name="Name">What the page calls it, in each language.</param>
/// <param name="Rules">How to see the idea differently, in each language.</param>
internal sealed record Preset(string? Id, LocalizedText? Name, LocalizedText? Rules);

/// <summary>The same in both languages of the page.</summary>
internal sealed record LocalizedText(string? De, string? En)
{
    public bool IsWhole => !string.IsNullOrWhiteSpace(De) && !string.IsNullOrWhiteSpace(En);

    /// <summary>German for German tags, English for all others.</summary>
    public string In(string language) =>
        (language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? De : En)!;
}
