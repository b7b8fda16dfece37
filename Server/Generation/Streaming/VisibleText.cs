namespace Interception.Server.Generation.Streaming;

/// <summary>A growing text from its first visible character to its last: blanks are held back until something visible follows.</summary>
internal sealed class VisibleText
{
    private string _held = "";
    private bool _hasBegun;

    /// <summary>What may be shown with the next piece; empty while there are only blanks.</summary>
    public string Take(string piece)
    {
        var start = _hasBegun ? 0 : BlankText.AtStart(piece);
        var end = piece.Length - BlankText.AtEnd(piece);
        if (end <= start)
        {
            if (_hasBegun) _held += piece;
            return "";
        }

        _hasBegun = true;
        var visible = start == 0 && end == piece.Length ? piece : piece[start..end];
        visible = _held.Length == 0 ? visible : _held + visible;
        _held = piece[end..];
        return visible;
    }
}
