namespace Interception.Server.Generation;

/// <summary>Notices a model that goes on and says nothing new: hundreds of blanks in a row, or hundreds of times the same piece.</summary>
internal sealed class EndlessText
{
    private const int MostBlanks = 200;
    private const int MostRepeats = 200;

    private string _last = "";
    private int _repeats;
    private int _blanks;

    /// <summary>Whether the text has become endless with this piece.</summary>
    public bool IsSo(string piece)
    {
        if (piece.Length == 0) return false;
        _repeats = piece == _last ? _repeats + 1 : 0;
        _last = piece;
        return _repeats >= MostRepeats || BlanksWith(piece) >= MostBlanks;
    }

    /// <summary>The longest row of blanks that ends in a piece or lies in it.</summary>
    private int BlanksWith(string piece)
    {
        var longest = 0;
        foreach (var c in piece)
        {
            _blanks = Blanks.IsBlank(c) ? _blanks + 1 : 0;
            longest = Math.Max(longest, _blanks);
        }

        return longest;
    }
}
