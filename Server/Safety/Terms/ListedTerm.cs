using Interception.Server.Contracts;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>One listed term.</summary>
/// <param name="Category">Its category.</param>
/// <param name="Words">The folded term. A gap at an end is a word border; without it more letters may follow there.</param>
/// <param name="Doubt">Why the judge must look, for a term that may be harmless; null for one that never is.</param>
internal sealed record ListedTerm(TextCategory Category, string Words, string? Doubt = null)
{
    /// <summary>The term without its gaps.</summary>
    public string Bare { get; } = string.Concat(Words.Where(letter => !FoldedText.IsGap(letter)));

    /// <summary>The form that the automata search: equal neighbouring letters become one.</summary>
    public static string Squeezed(string words)
    {
        var letters = new FoldedText();
        foreach (var letter in words) letters.Add(letter);
        return string.Concat(Enumerable.Range(0, letters.Runs).Select(run => Leetspeak.Letter(letters[letters.StartOf(run)])));
    }
}
