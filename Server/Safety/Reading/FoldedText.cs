using System.Text;

namespace Interception.Server.Safety.Reading;

/// <summary>A folded text that grows: letters, gaps, and runs of equal letters.</summary>
/// <param name="letters">How many it is likely to have, so that it need not grow step by step.</param>
internal sealed class FoldedText(int letters = 0)
{
    private readonly List<char> _letters = new(letters);
    private readonly List<int> _runs = new(letters);
    private int _forgottenLetters;
    private int _forgottenRuns;
    private bool _afterMark;
    private int _afterApostrophe;

    /// <summary>How many letters and gaps there are.</summary>
    public int Count => _forgottenLetters + _letters.Count;

    /// <summary>How many runs there are.</summary>
    public int Runs => _forgottenRuns + _runs.Count;

    /// <summary>The letter or gap at an index.</summary>
    public char this[int index] => _letters[index - _forgottenLetters];

    /// <summary>The index where a run begins.</summary>
    public int StartOf(int run) => _runs[run - _forgottenRuns];

    /// <summary>A copy that grows on its own.</summary>
    public FoldedText Copy()
    {
        var copy = new FoldedText
        {
            _forgottenLetters = _forgottenLetters,
            _forgottenRuns = _forgottenRuns,
            _afterMark = _afterMark,
            _afterApostrophe = _afterApostrophe,
        };
        copy._letters.AddRange(_letters);
        copy._runs.AddRange(_runs);
        return copy;
    }

    /// <summary>Forgets the oldest runs, but keeps the count of their positions. At least one run must stay.</summary>
    public void Forget(int runs)
    {
        var letters = _runs[runs] - _forgottenLetters;
        _runs.RemoveRange(0, runs);
        _letters.RemoveRange(0, letters);
        _forgottenRuns += runs;
        _forgottenLetters += letters;
    }

    /// <summary>True for a character between two words.</summary>
    public static bool IsGap(char letter) => letter is TextFolding.Gap or TextFolding.Pause;

    /// <summary>Adds a letter, or a gap unless the text already ends with one.</summary>
    /// <returns>False when the text already ended with a gap.</returns>
    public bool Add(char letter)
    {
        var isGap = IsGap(letter);
        if (isGap && _letters is [.., var last] && IsGap(last)) return false;
        if (_letters.Count == 0 || Leetspeak.Letter(_letters[^1]) != Leetspeak.Letter(letter)) _runs.Add(Count);
        _letters.Add(letter);
        _afterMark = false;
        return true;
    }

    /// <summary>Adds what a character folds to.</summary>
    public void Read(Rune rune)
    {
        foreach (var letter in TextFolding.FoldRune(rune)) Add(letter);
        Notice(rune);
    }

    /// <summary>True for a short ending after an apostrophe, as in <c>teacher's</c> and <c>we'll</c>.</summary>
    public bool IsElision(int from) => from == _afterApostrophe && Count - from <= 2;

    /// <summary>Marks a gap as a pause (white space after punctuation) or as an apostrophe.</summary>
    public void Notice(Rune between)
    {
        if (_letters is not [.., TextFolding.Gap]) return;
        if (between.Value is '\'' or '’' && Count > 1) _afterApostrophe = Count;
        if (between.IsBmp && ",.;:!?…".Contains((char)between.Value)) _afterMark = true;
        else if (_afterMark && Rune.IsWhiteSpace(between)) _letters[^1] = TextFolding.Pause;
    }

    /// <inheritdoc/>
    public override string ToString() => new([.. _letters]);
}
