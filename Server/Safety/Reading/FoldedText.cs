using System.Text;

namespace Interception.Server.Safety.Reading;

/// <summary>A folded text that grows: its letters and gaps, and the runs of those that may stand for one another.</summary>
internal sealed class FoldedText
{
    private readonly List<char> _letters = [];
    private readonly List<int> _runs = [];
    private int _forgottenLetters;
    private int _forgottenRuns;
    private bool _afterMark;
    private int _afterApostrophe;

    /// <summary>How many letters and gaps there are.</summary>
    public int Count => _forgottenLetters + _letters.Count;

    /// <summary>How many runs they make.</summary>
    public int Runs => _forgottenRuns + _runs.Count;

    /// <summary>A letter or gap.</summary>
    public char this[int index] => _letters[index - _forgottenLetters];

    /// <summary>Where a run begins.</summary>
    public int StartOf(int run) => _runs[run - _forgottenRuns];

    /// <summary>The same letters, which grow apart from these.</summary>
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

    /// <summary>Forgets the first runs that there still are, but for their places in the text. One has to stay.</summary>
    public void Forget(int runs)
    {
        var letters = _runs[runs] - _forgottenLetters;
        _runs.RemoveRange(0, runs);
        _letters.RemoveRange(0, letters);
        _forgottenRuns += runs;
        _forgottenLetters += letters;
    }

    /// <summary>True for what stands between two words.</summary>
    public static bool IsGap(char letter) => letter is TextFolding.Gap or TextFolding.Pause;

    /// <summary>Adds a letter, or a gap where there is none yet.</summary>
    /// <returns>False when there was a gap already.</returns>
    public bool Add(char letter)
    {
        var isGap = IsGap(letter);
        if (isGap && _letters is [.., var last] && IsGap(last)) return false;
        if (_letters.Count == 0 || Leetspeak.Letter(_letters[^1]) != Leetspeak.Letter(letter)) _runs.Add(Count);
        _letters.Add(letter);
        _afterMark = false;
        return true;
    }

    /// <summary>Adds what a character is read as.</summary>
    public void Read(Rune rune)
    {
        foreach (var letter in TextFolding.FoldRune(rune)) Add(letter);
        Notice(rune);
    }

    /// <summary>True for the end of a word that was shortened, as in <c>teacher's</c> and <c>we'll</c>.</summary>
    public bool IsElision(int from) => from == _afterApostrophe && Count - from <= 2;

    /// <summary>Notices where a gap becomes a pause: at white space after a punctuation mark. And where it is an apostrophe.</summary>
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
