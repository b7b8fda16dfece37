using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>Finds listed terms without their gaps: spaced out, broken up, run together, backwards.</summary>
internal sealed class GaplessSearch
{
    // Below these lengths neighbouring words, or one read backwards, form a term by chance.
    private const int LongBroken = 8, LongJoined = 7, LongBackwards = 7, LongSpelt = 3;

    private readonly ListedTerm[] _terms;
    private readonly AhoCorasick _automaton;

    public GaplessSearch(IEnumerable<ListedTerm> terms)
    {
        _terms = [.. terms.Where(term => term.Doubt is null)];
        _automaton = new([.. _terms.Select(term => ListedTerm.Squeezed(term.Bare))]);
    }

    /// <summary>Adds the terms in a folded text, read forwards and backwards.</summary>
    public void Notice(FoldedText words, ICollection<ListedTerm> found)
    {
        Notice(words, backwards: false, found);
        Notice(words, backwards: true, found);
    }

    // A term can end only where a word ends.
    private void Notice(FoldedText words, bool backwards, ICollection<ListedTerm> found)
    {
        var (bare, gaps, gap, state) = (new FoldedText(words.Count), new List<char?>(words.Count), (char?)null, 0);
        for (var place = 0; place < words.Count; place++)
        {
            var letter = words[backwards ? words.Count - 1 - place : place];
            if (FoldedText.IsGap(letter))
            {
                Notice(_automaton.EndingAt(state), bare, gaps, backwards, found);
                gap = letter;
                continue;
            }
            var runs = bare.Runs;
            bare.Add(letter);
            gaps.Add(gap);
            gap = null;
            if (bare.Runs > runs) state = _automaton.Next(state, Leetspeak.Letter(letter));
        }
    }

    private void Notice(ReadOnlySpan<int> ending, FoldedText bare, List<char?> gaps, bool backwards, ICollection<ListedTerm> found)
    {
        foreach (var number in ending)
        {
            var length = new TermComparison(_terms[number].Bare, bare).Length();
            if (length > 0 && gaps[^length] is not null && IsDisguise(_terms[number], gaps[^(length - 1)..], backwards))
                found.Add(_terms[number]);
        }
    }

    private static bool IsDisguise(ListedTerm term, List<char?> inside, bool backwards)
    {
        var (letters, broken) = (term.Bare.Length, inside.Count(gap => gap is not null));
        if (backwards) return letters >= LongBackwards && !inside.Contains(TextFolding.Pause);
        if (broken == inside.Count) return letters >= LongSpelt;
        return broken == 0 ? letters >= LongJoined : letters >= LongBroken && !inside.Contains(TextFolding.Pause);
    }
}
