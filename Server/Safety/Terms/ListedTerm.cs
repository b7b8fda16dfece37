using Interception.Server.Contracts;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>One listed term.</summary>
/// <param name="Category">What it belongs to.</param>
/// <param name="Words">Folded; a gap at its beginning or end is the border of a word, and without one any letters may follow.</param>
/// <param name="Doubt">Why the judge must look, for what may be harmless; null for what is not.</param>
internal sealed record ListedTerm(TextCategory Category, string Words, string? Doubt = null)
{
    /// <summary>The term without its gaps.</summary>
    public string Bare { get; } = string.Concat(Words.Where(letter => !FoldedText.IsGap(letter)));

    /// <summary>As the automata find it: one character for letters of a kind that stand together.</summary>
    public static string Squeezed(string words)
    {
        var letters = new FoldedText();
        foreach (var letter in words) letters.Add(letter);
        return string.Concat(Enumerable.Range(0, letters.Runs).Select(run => Leetspeak.Letter(letters[letters.StartOf(run)])));
    }
}
