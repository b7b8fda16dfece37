namespace Interception.Server.Generation.Streaming;

/// <summary>Detects a model that repeats itself: hundreds of blanks in a row, or one endless word of the same pieces.</summary>
internal sealed class EndlessTextCheck
{
    private const int MostBlanks = 200;
    private const int MostRepeats = 200;

    private const int LongestRound = 8;

    private readonly string[] _last = new string[LongestRound];
    private readonly int[] _repeats = new int[LongestRound];
    private int _pieces;
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

        return Repeats(piece, hasBlank) || longest >= MostBlanks;
    }

    /// <summary>Whether the same few pieces repeat. With a blank among them they are repeated words, which a story may have.</summary>
    private bool Repeats(string piece, bool hasBlank)
    {
        var most = 0;
        for (var round = 1; round <= LongestRound; round++)
        {
            var isSame = !hasBlank && piece == _last[(_pieces + LongestRound - round) % LongestRound];
            most = Math.Max(most, _repeats[round - 1] = isSame ? _repeats[round - 1] + 1 : 0);
        }

        _last[_pieces++ % LongestRound] = piece;
        return most >= MostRepeats;
    }
}
