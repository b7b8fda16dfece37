using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.PersonalData;

/// <summary>Finds a child that tells its first name and surname. A first name alone passes, and so does a captain in a story.</summary>
internal static class FullNameFinder
{
    private const string Word = @"\p{L}[\p{L}'’]+(-\p{L}+)?";

    private static readonly Regex Introduced = LinearRegex.Create(
        @"\b(ich heiß|ich heiße|ich heisse|ich heiss|heiße ich|heisse ich|mein(en)? (voller |ganzer |vollständiger |richtiger |echter )?name(n)? (ist|lautet|:)|"
        + @"my (full |whole |real )?name is|my name's|i'm called|i am called|benim adım|adım|мене звати|меня зовут|моє ім'я)"
        + $@":? (?<first>{Word}) (?<second>{Word}|\p{{L}}\.)(?<end> und| and|.?)");

    private static readonly Regex Stated = LinearRegex.Create(
        $@"\b(nachname|familienname|surname|last name|family name|soyadım|прізвище)( ist| lautet| is|:| :) ?(?<name>{Word})");

    private static readonly FrozenSet<string> NoSurname = SetOf("""
        und oder aber bin ist war habe hab mag möchte will kann gehe wohne lebe komme spiele male schreibe liebe sage weiß
        ich du er sie es wir ihr mein meine meinen dein sein seine ihre der die das den dem des ein eine einen einer
        mit ohne aus in im am an auf von vom zu zum zur bei für wie wenn weil dass denn doch auch nicht kein keine nur noch
        heute jetzt hier dort dann schon so sehr ganz gern gerne eigentlich übrigens nämlich ja nein hallo bitte danke
        and or but am is was are have has had like love live come go i you he she it we they my your his her our their
        the a an with without from in on at of to for as if because not only too also now here there then so very well yes no
        ve ama bir da de і й та а але я не живу и но
        """);

    // A name in the third person belongs to a story; most second first names are not surnames.
    private static readonly FrozenSet<string> NoFirstName = SetOf("""
        prinz prinzessin könig königin kaiser kaiserin ritter graf gräfin baron lord lady sir captain kapitän käptn käpt'n admiral general
        doktor dr professor prof king queen prince princess knight count mister mr mrs miss ms madame monsieur señor onkel tante oma opa
        der die das ein eine the a an kleiner kleine kleines großer große grosser roter rote blauer blaue grüner grüne schwarzer schwarze
        weißer weiße goldener goldene böser böse starker starke schneller schnelle wilder wilde lieber liebe alter alte little big great red
        blue green black white dark golden silver iron super mega ultra agent detektiv hexe zauberer zauberin drache fee roboter robot
        nicht not so wie auch eigentlich nur einfach just simply also
        """);

    private static readonly FrozenSet<string> SecondFirstNames = SetOf("""
        marie maria sophie sofie luise luisa lena lea anna ella emma mia amelie elisabeth charlotte katharina theresa helene johanna
        paul max maximilian alexander leon luca jan emil elias noah ben jonas julius friedrich johann karl josef michael
        """);

    // In lower case, only a common first name shows that a name is meant.
    private static readonly FrozenSet<string> Common = SetOf("""
        anna emma mia hanna hannah lena lea leonie lina marie maria sophie sofie emilia lara laura sarah sara lisa julia jana nele clara klara
        charlotte johanna paula ida frieda greta mila ella luisa amelie maja maya nora pia alina melina zoe finja mathilda elif ayşe ayse zeynep
        fatma fatima aylin melek yasemin amira aisha maryam olena oksana iryna anastasia sofia daria kateryna natalia
        ben paul leon finn fin elias jonas luis louis noah felix lukas lucas luca max maximilian tim tom jan moritz jakob david anton emil oskar
        henry julian niklas simon philipp johannes erik fabian florian tobias daniel michael thomas peter mohammed mohamed muhammad ahmed ahmad
        ali omar yusuf mustafa mehmet emre can deniz hassan ibrahim ivan oleksandr dmytro andrij maksym bohdan artem
        john james jack harry oliver george william emily olivia amelia grace lily
        """);

    public static bool AreIn(string text) =>
        Introduced.Matches(text).Any(IsFullName)
        || Stated.Matches(text).Any(match => !NoSurname.Contains(match.Groups["name"].Value));

    private static bool IsFullName(Match said)
    {
        var (first, second) = (said.Groups["first"].Value, said.Groups["second"].Value);
        if (NoFirstName.Contains(first) || NoSurname.Contains(first) || NoSurname.Contains(second) || SecondFirstNames.Contains(second)) return false;
        return char.IsUpper(second[0]) ? char.IsUpper(first[0]) || Common.Contains(first) : Common.Contains(first) && IsEnd(said);
    }

    /// <summary>"ich heiße anna müller." tells a surname, "ich heiße anna tanze gern" does not.</summary>
    private static bool IsEnd(Match said) => said.Groups["end"].Value is "" or " und" or " and" or "." or "," or "!" or ";" or "\n" or "\r";

    private static FrozenSet<string> SetOf(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
