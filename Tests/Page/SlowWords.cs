using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests.Page;

/// <summary>What the page says, in English, of what is slow.</summary>
internal static partial class SlowWords
{
    private const string File = "rareWords.en";

    /// <summary>The beginning of its sentence behind "Is something slow?"; how long it was stands behind that.</summary>
    /// <param name="key">Of the sentence, such as <c>hidden</c>.</param>
    public static string Sentence(string key) => Words.Beginning(File, "slow", key);

    /// <summary>What expert mode calls a place.</summary>
    public static string Place(string key) =>
        Regex.Match(Repository.Text($"Client.Web/src/i18n/{File}.ts"), $"places: {{.*?'?{key}'?: '(?<said>[^']+)'", RegexOptions.Singleline).Groups["said"].Value;

    /// <summary>The places in a list of silences, each once.</summary>
    public static string[] PlacesIn(string silences) => [.. Time().Split(silences).Skip(1).Select(place => place.Trim()).Distinct()];

    [GeneratedRegex(@"(?:^\s*Silent:\s+|· )[\d.]+\S+ ")]
    private static partial Regex Time();
}
