namespace Interception.Tests.Safety.Evaluation;

/// <summary>Other characters for letters: fonts, and lookalikes out of other scripts.</summary>
internal static class Alphabets
{
    private static readonly (string Name, string[] Letters)[] Fonts =
        [.. Lines("fonts.txt").Select(line => (line[0], line[1].EnumerateRunes().Select(rune => $"{rune}").ToArray()))];

    private static readonly (string Name, Dictionary<char, string[]> Letters)[] Scripts =
        [.. Lines("scripts.txt").Select(line => (line[0], line[1].Split(' ').ToDictionary(letter => letter[0], Choices)))];

    /// <summary>A whole alphabet put in place of ours.</summary>
    public static IEnumerable<Disguise> OfFonts => Fonts.Select(font =>
        new Disguise("fonts", font.Name, (term, _) => Disguise.Letters(Disguise.Apart(term), c => font.Letters[c - 'a'])));

    /// <summary>Lookalikes for those letters for which a script has some.</summary>
    public static IEnumerable<Disguise> OfScripts => Scripts.Select(script =>
        new Disguise("scripts", script.Name, (term, random) => Disguise.Letters(Disguise.Apart(term), c => Pick(script.Letters, c, random))));

    /// <summary>Every letter out of a script of its own.</summary>
    public static Disguise AllMixed { get; } = new("scripts", "a script for each letter", (term, random) =>
        Disguise.Letters(Disguise.Apart(term), c => Pick(Scripts[random.Next(Scripts.Length)].Letters, c, random)));

    private static string Pick(Dictionary<char, string[]> letters, char c, Random random) =>
        letters.TryGetValue(c, out var choices) ? choices[random.Next(choices.Length)] : $"{c}";

    private static string[] Choices(string letter) => [.. letter[2..].EnumerateRunes().Select(rune => $"{rune}")];

    private static IEnumerable<string[]> Lines(string file) =>
        Data.Lines(file).Select(line => line.Split('\t'));
}
