namespace Interception.Tests.Safety.Evaluation;

/// <summary>All disguises, by what gives them away.</summary>
internal static class Disguises
{
    private static readonly Disguise[] Fonts = [.. Alphabets.OfFonts];
    private static readonly Disguise[] Scripts = [.. Alphabets.OfScripts];
    private static readonly Disguise[] Added = [.. Additions.All];
    private static readonly Disguise[] Written = [.. Rewritings.All];

    /// <summary>Seen by the code points: characters that a plain text of ours does not have, and wrappings.</summary>
    public static IReadOnlyList<Disguise> WithSignature { get; } =
    [
        .. Fonts, .. Scripts, Alphabets.AllMixed, .. Added, Rewritings.Overridden,
        Font("fullwidth").Then(Way("spaces")), Font("fraktur").Then(Adding("Zalgo")), Font("small capitals").Then(Adding("zero width joiner")),
        Script("Cyrillic").Then(Adding("zero width space")),
        Script("Greek").Then(Way("spaces")), Script("Cherokee").Then(Adding("struck through")),
        Way("all letters").Then(Adding("zero width space")), Alphabets.AllMixed.Then(Adding("percent signs")), Way("mixed").Then(Adding("emoji")),
    ];

    /// <summary>Plain characters, so that a word may look disguised by chance; with another disguise on top.</summary>
    public static IReadOnlyList<Disguise> Plain { get; } =
    [
        .. Written, Way("digits").Then(Way("spaces")), Way("vowels").Then(Way("dots")), Way("mixed").Then(Way("underscores")), Way("digits").Then(Rewritings.Backwards),
        Font("circled").Then(Rewritings.Backwards), Way("digits").Then(Script("Cyrillic")), Way("digits").Then(Adding("soft hyphen")), Way("digits").Then(Adding("decimal entities")),
    ];

    private static Disguise Font(string name) => Fonts.Single(font => font.Name == name);

    private static Disguise Script(string name) => Scripts.Single(script => script.Name == name);

    private static Disguise Adding(string name) => Added.Single(added => added.Name == name);

    private static Disguise Way(string name) => Written.Single(way => way.Name == name);
}
