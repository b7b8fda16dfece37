using Interception.Server.Safety.Reading;

namespace Interception.Server.Safety.Terms;

/// <summary>Compares the last letters of a text with a term of the same squeezed form. Short terms must match more exactly.</summary>
/// <param name="term">The letters of a term, with or without gaps.</param>
/// <param name="text">The text up to where the term ends.</param>
internal ref struct TermComparison(string term, FoldedText text)
{
    private int _term = term.Length;
    private int _text = text.Count;
    private int _run = text.Runs;
    private int _letters;
    private int _plain;
    private int _swapped;
    private int _extra;
    private int _longest;

    /// <summary>How many of the last letters are the term; 0 for no match.</summary>
    public int Length(bool exactly = false)
    {
        while (_term > 0)
            if (_run == 0 || !TakeRun()) return 0;
        return (exactly ? IsExact : IsEnough) ? text.Count - _text : 0;
    }

    private readonly bool IsExact => _plain == _letters && _extra == 0;

    // Doubled letters, or an l for an i, are typing errors in a short word; digits in a number are digits.
    private readonly bool IsEnough =>
        (_extra == 0 || _longest >= 3 || _letters >= 8) && (_swapped == 0 || _letters >= 4) && _plain * (_letters < 8 ? 3 : 4) >= _letters;

    private bool TakeRun()
    {
        var from = _term - 1;
        while (from > 0 && Leetspeak.Letter(term[from - 1]) == Leetspeak.Letter(term[from])) from--;
        var (wanted, begins) = (_term - from, text.StartOf(--_run));
        if (from == 0 && !FoldedText.IsGap(term[0])) begins = Math.Max(begins, _text - wanted);
        var extra = _text - begins - wanted;
        if (extra < 0 || (extra > 0 && char.IsAsciiDigit(term[from]))) return false;
        for (var i = 0; i < wanted; i++)
            if (!Take(term[from + i], text[begins + i]) || IsCount(from + i, text[begins + i])) return false;
        _term = from;
        _text = begins;
        _extra += extra;
        if (extra > 0) _longest = Math.Max(_longest, wanted + extra);
        return true;
    }

    // "14, 88" is two numbers; "14/88" is one symbol.
    private readonly bool IsCount(int place, char letter) =>
        letter == TextFolding.Pause && place > 0 && place < term.Length - 1 && char.IsAsciiDigit(term[place - 1]);

    private bool Take(char wanted, char letter)
    {
        if (FoldedText.IsGap(wanted)) return true;
        _letters++;
        if (wanted == letter) _plain++;
        else if (char.IsAsciiDigit(wanted)) return false;
        else if (!char.IsAsciiDigit(letter)) _swapped++;
        return true;
    }
}
