namespace Interception.Server.Safety;

/// <summary>The listed terms without their gaps: spaced out, broken up, run together, backwards.</summary>
internal sealed class BareSearch
{
    // Below these lengths words that stand side by side, or one read backwards, make a term by chance.
    private const int LongBroken = 8, LongJoined = 7, LongBackwards = 7, LongSpelt = 3;

    private readonly Term[] _terms;
    private readonly Automaton _automaton;

    public BareSearch(IEnumerable<Term> terms)
    {
        _terms = [.. terms.Where(term => term.Doubt is null)];
        _automaton = new([.. _terms.Select(term => Term.Squeezed(term.Bare))]);
    }

    /// <summary>Adds the terms that are in a folded text, read forwards and backwards.</summary>
    public void Notice(Letters words, ICollection<Term> found)
    {
        Notice(Enumerable.Range(0, words.Count).Select(place => words[place]), false, found);
        Notice(Enumerable.Range(1, words.Count).Select(place => words[^place]), true, found);
    }

    // A term can end only where a word ends.
    private void Notice(IEnumerable<char> words, bool backwards, ICollection<Term> found)
    {
        var (bare, gaps, gap, state) = (new Letters(), new List<char?>(), (char?)null, 0);
        foreach (var letter in words)
        {
            if (Letters.IsGap(letter))
            {
                Notice(_automaton.EndingAt(state), bare, gaps, backwards, found);
                gap = letter;
                continue;
            }
            var runs = bare.Runs;
            bare.Add(letter);
            gaps.Add(gap);
            gap = null;
            if (bare.Runs > runs) state = _automaton.Next(state, Leet.Letter(letter));
        }
    }

    private void Notice(ReadOnlySpan<int> ending, Letters bare, List<char?> gaps, bool backwards, ICollection<Term> found)
    {
        foreach (var number in ending)
        {
            var length = new Likeness(_terms[number].Bare, bare).Length();
            if (length > 0 && gaps[^length] is not null && IsDisguise(_terms[number], gaps[^(length - 1)..], backwards))
                found.Add(_terms[number]);
        }
    }

    private static bool IsDisguise(Term term, List<char?> inside, bool backwards)
    {
        var (letters, broken) = (term.Bare.Length, inside.Count(gap => gap is not null));
        if (backwards) return letters >= LongBackwards && !inside.Contains(Fold.Pause);
        if (broken == inside.Count) return letters >= LongSpelt;
        return broken == 0 ? letters >= LongJoined : letters >= LongBroken && !inside.Contains(Fold.Pause);
    }
}
