using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>The listed terms as they appear in a text, with their gaps.</summary>
internal sealed class TermIndex
{
    // In the middle of a word, fewer letters than these begin nearly every word.
    private const int TellingInsideAWord = 4;

    private readonly IReadOnlyList<ListedTerm> _terms;
    private readonly AhoCorasick _automaton;
    private readonly int[] _held;
    private readonly string[] _numbers;

    public TermIndex(IReadOnlyList<ListedTerm> terms)
    {
        _terms = terms;
        _automaton = new([.. terms.Select(term => ListedTerm.Squeezed(term.Words))]);
        _numbers = [.. terms.Where(term => term.Doubt is null && char.IsAsciiDigit(term.Bare[0])).Select(term => term.Words.TrimStart(TextFolding.Gap))];
        _held = new int[_automaton.States];
        foreach (var term in terms.Where(term => term.Doubt is null)) MarkBeginnings(ListedTerm.Squeezed(term.Words), EverydayWords.LeadOf(term));
        foreach (var state in _automaton.InOrder)
            if (_held[state] == 0) _held[state] = _held[_automaton.Suffix(state)];
    }

    public int Next(int state, char letter) => _automaton.Next(state, Leetspeak.Letter(letter));

    /// <summary>Adds the terms that end at the end of the text.</summary>
    public void Notice(int state, FoldedText text, ICollection<ListedTerm> found)
    {
        foreach (var number in _automaton.EndingAt(state))
        {
            if (new TermComparison(_terms[number].Words, text).Length(exactly: _terms[number].Doubt is not null) > 0)
                found.Add(_terms[number]);
        }
    }

    /// <summary>How many of the last runs could still become a listed term.</summary>
    public int HeldRuns(int state, FoldedText text) =>
        _held[state] is > 0 and var runs && !IsHarmless(text, text.StartOf(text.Runs - runs)) ? runs : 0;

    private bool IsHarmless(FoldedText text, int from)
    {
        if (text.IsElision(from)) return true;
        Span<char> end = stackalloc char[EverydayWords.Longest];
        end = end[..EverydayWords.Read(text, from, end)];
        if (end.IsEmpty) return false;
        foreach (var number in _numbers)
            if (number.AsSpan().StartsWith(end)) return false;
        return true;
    }

    /// <param name="pattern">The term in the form that the automaton searches.</param>
    /// <param name="lead">How many of its first words are not held back.</param>
    private void MarkBeginnings(string pattern, int lead)
    {
        var (state, border) = (0, pattern[0] == TextFolding.Gap ? 1 : 0);
        for (; lead > 0; lead--) border = pattern.IndexOf(TextFolding.Gap, border) + 1;
        for (var i = 0; i < pattern.Length; i++)
        {
            state = _automaton.Next(state, pattern[i]);
            var length = i + 1 - border;
            var isWhole = i == pattern.Length - 1 && pattern[i] == TextFolding.Gap;
            if (!isWhole && length >= (border > 0 ? 1 : TellingInsideAWord)) _held[state] = length;
        }
    }
}
