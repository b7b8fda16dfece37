using Interception.Server.Contracts;

namespace Interception.Server.Safety;

/// <summary>All that is listed for the level.</summary>
internal sealed class Terms
{
    private readonly TermIndex _words;
    private readonly BareSearch _bare;

    public Terms(IEnumerable<Term> terms)
    {
        All = [.. terms.Distinct()];
        _words = new(All);
        _bare = new(All);
        Longest = All.Max(term => term.Words.Length);
    }

    /// <summary>Every term.</summary>
    public IReadOnlyList<Term> All { get; }

    /// <summary>The length of the longest.</summary>
    public int Longest { get; }

    /// <summary>What a text's listed terms belong to; null when nothing in it is listed.</summary>
    public Category? Find(string text) => Look(text).Category;

    /// <summary>Looks through a whole text in every way in which it may be meant to be read.</summary>
    public Findings Look(string text)
    {
        var found = new HashSet<Term>();
        foreach (var reading in Unwrapping.ReadingsOf(text)) _bare.Notice(Reader(found).ReadAll(reading).Letters, found);
        return Findings.Of(found);
    }

    /// <summary>A reader for a text that grows.</summary>
    public TermReader Reader(ICollection<Term> found, bool symbols = false) => new(_words, found, symbols);

}

/// <summary>What was found in a text.</summary>
/// <param name="Category">What blocks it; null when nothing does.</param>
/// <param name="Hints">What the judge should look at.</param>
internal sealed record Findings(Category? Category, IReadOnlyList<string> Hints)
{
    // Somebody who may need help comes first.
    private static readonly Category[] Order =
        [Contracts.Category.SelfHarm, Contracts.Category.HateSymbols, Contracts.Category.Violence, Contracts.Category.Sexual];

    public static Findings Of(IReadOnlyCollection<Term> found) => new(
        found.Where(term => term.Doubt is null).Select(term => (Category?)term.Category)
            .OrderBy(category => Array.IndexOf(Order, category!.Value) is >= 0 and var place ? place : Order.Length).FirstOrDefault(),
        [.. found.Select(term => term.Doubt).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
}
