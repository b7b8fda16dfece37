namespace Interception.Server.Pipeline;

/// <summary>Rules that a child may take and rewrite, as its file in <c>Pipeline/Presets</c> says them.</summary>
/// <param name="Id">Lower case with hyphens; the file's name.</param>
/// <param name="Name">What the page calls it, in each language.</param>
/// <param name="Rules">How to see the idea differently, in each language.</param>
internal sealed record Preset(string? Id, LocalizedText? Name, LocalizedText? Rules);

/// <summary>The same in German, English and whatever else of the page's languages it is said in, by their two letters.</summary>
internal sealed class LocalizedText : Dictionary<string, string>
{
    /// <summary>The languages that the page speaks.</summary>
    public static readonly IReadOnlyList<string> Languages = ["de", "en", "fr", "tr", "uk", "ru", "ar", "ko"];

    /// <summary>Whether German and English are there, and nothing that the page does not speak.</summary>
    public bool IsWhole => Says("de") && Says("en") && Keys.All(Languages.Contains);

    /// <summary>In the tag's language; in English where it is not said in it.</summary>
    public string In(string language)
    {
        var spoken = language.Split('-')[0].ToLowerInvariant();
        return this[Says(spoken) ? spoken : "en"];
    }

    private bool Says(string language) => TryGetValue(language, out var said) && !string.IsNullOrWhiteSpace(said);
}
