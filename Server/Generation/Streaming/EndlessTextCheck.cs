namespace Interception.Server.Generation.Streaming;

/// <summary>Notices a model that goes on and says nothing new: hundreds of blanks in a row, or one endless word of the same piece.</summary>
internal sealed class EndlessTextCheck
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
        var (longest, hasBlank) = (0, false);
        foreach (var c in piece)
        {
            _blanks = BlankText.IsBlank(c) ? _blanks + 1 : 0;
            longest = Math.Max(longest, _blanks);
            hasBlank |= _blanks > 0;
        }

        // With a blank in it the piece is a word that is said again, and a story may do that.
        _repeats = piece == _last && !hasBlank ? _repeats + 1 : 0;
        _last = piece;
        return _repeats >= MostRepeats || longest >= MostBlanks;
    }
}
