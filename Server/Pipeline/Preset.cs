namespace Interception.Server.Pipeline;

/// <summary>Rules that a child may take and rewrite, read from a file in <c>Pipeline/Presets</c>.</summary>
/// <param name="Id">Lower case with hyphens; the file's name.</param>
/// <param name="Name">Its name on the page, in each language.</param>
/// <param name="Rules">How to see the idea differently, in each language.</param>
internal sealed record Preset(string? Id, LocalizedText? Name, LocalizedText? Rules);

/// <summary>A text in German, English and other languages of the page, by their two-letter codes.</summary>
internal sealed class LocalizedText : Dictionary<string, string>
{
    /// <summary>The languages of the page.</summary>
    public static readonly IReadOnlyList<string> Languages = ["de", "en", "fr", "tr", "uk", "ru", "ar", "ko"];

    /// <summary>Whether German and English are present, and no language that the page does not have.</summary>
    public bool IsWhole => Says("de") && Says("en") && Keys.All(Languages.Contains);

    /// <summary>The text in the tag's language, else in English.</summary>
    public string In(string language)
    {
        var spoken = language.Split('-')[0].ToLowerInvariant();
        return this[Says(spoken) ? spoken : "en"];
    }

    private bool Says(string language) => TryGetValue(language, out var said) && !string.IsNullOrWhiteSpace(said);
}
