using System.Text;
using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>Reads a text character by character and finds listed terms where they end.</summary>
/// <param name="index">The listed terms.</param>
/// <param name="found">Receives what is found.</param>
/// <param name="symbols">Whether symbols are read as the digits that they stand for.</param>
/// <param name="letters">How many the text is likely to have.</param>
internal sealed class TermReader(TermIndex index, ICollection<ListedTerm> found, bool symbols = false, int letters = 0)
{
    private readonly List<int> _sources = new(letters);
    private int _forgotten;
    private int _state;

    /// <summary>The folded text so far.</summary>
    public FoldedText Letters { get; private init; } = new(letters);

    /// <summary>A copy that has read the same.</summary>
    public TermReader Copy(bool symbols)
    {
        var copy = new TermReader(index, found, symbols) { Letters = Letters.Copy(), _forgotten = _forgotten, _state = _state };
        copy._sources.AddRange(_sources);
        return copy;
    }

    /// <summary>Forgets all but the last runs, because a streamed text may be long.</summary>
    /// <param name="runs">How many are needed.</param>
    public void Forget(int runs)
    {
        if (_sources.Count < 2 * runs) return;
        var old = _sources.Count - runs;
        _sources.RemoveRange(0, old);
        _forgotten += old;
        Letters.Forget(old);
    }

    /// <summary>Reads a whole text.</summary>
    public TermReader ReadAll(string text)
    {
        foreach (var rune in text.EnumerateRunes()) Read(rune, 0);
        End();
        return this;
    }

    /// <summary>Reads the next character.</summary>
    /// <param name="rune">The next character.</param>
    /// <param name="source">Its position in the text.</param>
    public void Read(Rune rune, int source)
    {
        if (Letters.Count == 0) Add(TextFolding.Gap, source);
        foreach (var letter in TextFolding.FoldRune(symbols ? Leetspeak.Digit(rune) : rune)) Add(letter, source);
        Letters.Notice(rune);
    }

    /// <summary>Ends the last word.</summary>
    public void End() => Add(TextFolding.Gap, int.MaxValue);

    /// <summary>The position from which the text could still become a listed term; <see cref="int.MaxValue"/> for none.</summary>
    public int HeldFrom => index.HeldRuns(_state, Letters) is > 0 and var runs ? _sources[^runs] : int.MaxValue;

    private void Add(char letter, int source)
    {
        if (!Letters.Add(letter)) return;
        if (Letters.Runs > _forgotten + _sources.Count)
        {
            _sources.Add(source);
            _state = index.Next(_state, letter);
        }
        index.Notice(_state, Letters, found);
    }
}
