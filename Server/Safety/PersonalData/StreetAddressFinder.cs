using System.Text.RegularExpressions;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.PersonalData;

/// <summary>Finds a street with a house number. Words that occur in many stories (a car park, a platform) do not count as streets.</summary>
internal static class StreetAddressFinder
{
    private const string Number = @" ?\d{1,4} ?[a-z]?\b";
    private const string NoStreets =
        "milch|bundes|land|kreis|staats|schnell|wasser|renn|einbahn|fern|auto|haupt verkehrs|sesam|einkaufs|mautstraße|lauf|"
        + "aus|um|rück|hin|heim|schul|rad|wander|feld|wald|fuß|geh|reit|lehr|pilger|lebens|irr|trampel|transport|seiten|höhen|nach hause |"
        + "bahn|deich|stau|grund|rettungs|fluss|see|welt|end|tier|pferde|sack|wagen";

    // IndianaStraße 12, Berliner Str. 5a, Rosenweg 7
    private static readonly Regex German = LinearRegex.Create(
        @$"\b(?<name>[\p{{L}}-]{{3,}})(straße|strasse|str\.?|weg|allee|gasse|damm|ufer|chaussee){Number}");

    private static readonly Regex TwoWords = LinearRegex.Create(
        @$"\b\p{{Lu}}\p{{Ll}}{{2,}}(er|e) (Straße|Strasse|Str\.?|Weg|Allee|Gasse|Damm|Ufer|Chaussee|Platz){Number}", RegexOptions.None);

    // "Am Markt 3" is an address when the child says that it lives there, or when the town follows.
    private static readonly Regex Home = LinearRegex.Create(
        @$"\b(ich wohne|wir wohnen|wohnt|wohnen|adresse|zuhause|komm zu|i live|my address)\b[^.!?\n]{{0,30}}(straße|strasse|str\.?|weg|platz|ring|hof|markt|graben|winkel|berg|steig|tor|gasse|mühle|kirche){Number}");

    private static readonly Regex WithTown = LinearRegex.Create(
        @"\b\p{Lu}[\p{L}. -]{2,30} \d{1,4} ?[a-z]?(, ?| in |\n)(D-)?\d{5} \p{Lu}\p{L}{2,}", RegexOptions.None);

    private static readonly Regex English = LinearRegex.Create(
        @"\b\d{1,4}[a-z]? (\p{Lu}[\p{L}']+ ){1,2}(Street|Road|Avenue|Lane|Drive|Close|Crescent|St|Rd|Ave)\b", RegexOptions.None);

    private static readonly Regex NoStreet = LinearRegex.Create($"^({NoStreets})s?$");
    private static readonly Regex NoName = LinearRegex.Create("^(die|diese|dieser|eine|einer|meine|meiner|deine|keine|jede|jeder|erste|letzte|lange|neue|alte)$");

    public static bool AreIn(string text) =>
        German.Matches(text).Any(match => !NoStreet.IsMatch(match.Groups["name"].Value))
        || TwoWords.Matches(text).Any(match => !NoName.IsMatch(match.Value.Split(' ')[0]))
        || Home.IsMatch(text) || WithTown.IsMatch(text) || English.IsMatch(text);
}
