namespace Interception.Server.Journal;

/// <summary>A growing text, kept in its pieces so that nothing is copied while it grows.</summary>
internal sealed class PieceBuffer
{
    private List<string> _pieces = [];
    private List<int> _starts = [];

    /// <summary>The length in UTF-16 units.</summary>
    public int Length { get; private set; }

    public void Append(string piece)
    {
        _pieces.Add(piece);
        _starts.Add(Length);
        Length += piece.Length;
    }

    /// <summary>Everything from an offset on; the newest piece, or a joined text, as the same string object.</summary>
    public string From(int offset)
    {
        var first = IndexAt(offset);
        var (newest, within) = (first == _pieces.Count - 1, offset - _starts[first]);
        return newest ? _pieces[first][within..] : string.Create(Length - offset, (first, within), CopyTo);
    }

    /// <summary>False beyond the text and inside a surrogate pair.</summary>
    public bool HasBorderAt(int offset)
    {
        if (offset <= 0 || offset >= Length)
        {
            return offset == 0 || offset == Length;
        }

        var index = IndexAt(offset);
        var within = offset - _starts[index];
        return within == 0 || !char.IsSurrogatePair(_pieces[index], within - 1);
    }

    /// <summary>Joins all pieces into one string, which readers from the start then share.</summary>
    public void Join()
    {
        if (_pieces.Count > 1)
        {
            var whole = From(0);
            Clear();
            Append(whole);
        }
    }

    public void Clear()
    {
        _pieces = [];
        _starts = [];
        Length = 0;
    }

    private int IndexAt(int offset)
    {
        var found = _starts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    private void CopyTo(Span<char> text, (int First, int Within) from)
    {
        var within = from.Within;
        for (var index = from.First; index < _pieces.Count; index++, within = 0)
        {
            var piece = _pieces[index].AsSpan(within);
            piece.CopyTo(text);
            text = text[piece.Length..];
        }
    }
}
