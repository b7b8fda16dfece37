using Interception.Server.Contracts;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>All listed terms of the safety level.</summary>
internal sealed class TermMatcher
{
    private readonly TermIndex _words;
    private readonly GaplessSearch _bare;

    public TermMatcher(IEnumerable<ListedTerm> terms)
    {
        All = [.. terms.Distinct()];
        _words = new(All);
        _bare = new(All);
        Longest = All.Max(term => term.Words.Length);
    }

    /// <summary>Every term.</summary>
    public IReadOnlyList<ListedTerm> All { get; }

    /// <summary>The length of the longest term.</summary>
    public int Longest { get; }

    /// <summary>The category of a text's listed terms; null when there are none.</summary>
    public TextCategory? Find(string text) => Match(text).Category;

    /// <summary>Searches a whole text in every reading.</summary>
    public TermFindings Match(string text)
    {
        var found = new HashSet<ListedTerm>();
        foreach (var reading in TextDecoding.ReadingsOf(text))
        {
            var reader = new TermReader(_words, found, letters: reading.Length + 2);
            _bare.Notice(reader.ReadAll(reading).Letters, found);
        }
        return TermFindings.From(found);
    }

    /// <summary>Creates a reader for a text that grows.</summary>
    public TermReader Reader(ICollection<ListedTerm> found) => new(_words, found);
}

/// <summary>What was found in a text.</summary>
/// <param name="Category">What blocks it; null when nothing does.</param>
/// <param name="Hints">What the judge should look at.</param>
internal sealed record TermFindings(TextCategory? Category, IReadOnlyList<string> Hints)
{
    // Self-harm comes first, because the child may need help.
    private static readonly TextCategory[] Order =
        [Contracts.TextCategory.SelfHarm, Contracts.TextCategory.HateSymbols, Contracts.TextCategory.Violence, Contracts.TextCategory.Sexual];

    public static TermFindings From(IReadOnlyCollection<ListedTerm> found) => new(
        found.Where(term => term.Doubt is null).Select(term => (TextCategory?)term.Category)
            .OrderBy(category => Array.IndexOf(Order, category!.Value) is >= 0 and var place ? place : Order.Length).FirstOrDefault(),
        [.. found.Select(term => term.Doubt).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
}
