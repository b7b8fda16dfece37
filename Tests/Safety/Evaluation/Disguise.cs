using System.Text;

namespace Interception.Tests.Safety.Evaluation;

/// <summary>A way to write a term so that a person still reads it.</summary>
/// <param name="Kind">What such ways have in common.</param>
/// <param name="Name">This one.</param>
/// <param name="Of">The term in it; the same for the same random numbers.</param>
internal sealed record Disguise(string Kind, string Name, Func<string, Random, string> Of)
{
    /// <summary>The term with every letter put into other characters; what stands between words stays.</summary>
    public static string Letters(string term, Func<char, string> of) =>
        string.Concat(term.Select(c => char.IsAsciiLetter(c) ? of(char.ToLowerInvariant(c)) : $"{c}"));

    /// <summary>The term with something between all its characters.</summary>
    public static string Between(string term, string between) => string.Join(between, term.EnumerateRunes());

    /// <summary>The term with its umlauts taken apart, so that each has a letter.</summary>
    public static string Apart(string term) => term.Normalize(NormalizationForm.FormD);

    /// <summary>This disguise with another on top.</summary>
    public Disguise Then(Disguise next) =>
        new("two at once", $"{Name} + {next.Name}", (term, random) => next.Of(Of(term, random), random));
}
