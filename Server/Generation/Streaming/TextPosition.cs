namespace Interception.Server.Generation.Streaming;

/// <summary>The position at the end of a text: at the beginning of a line or sentence, or within one.</summary>
internal sealed class TextPosition
{
    private bool _lineIsBlank = true;
    private char _last = '\n';
    private char _lastVisible = '\n';

    /// <summary>Whether a line or a sentence begins here.</summary>
    public bool IsBeginning => _lineIsBlank || EndsSentence;

    /// <summary>Whether there are blanks between here and something visible before.</summary>
    public bool IsAfterGap => _lastVisible != '\n' && BlankText.IsBlank(_last);

    private bool EndsSentence => _lastVisible is '.' or '!' or '?' or '…' or '。' or '！' or '？';

    /// <summary>Moves to the end of the next part.</summary>
    public void Pass(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        var line = text[(text.LastIndexOfAny('\n', '\r') + 1)..];
        var isBlank = BlankText.AtStart(line) == line.Length;
        _lineIsBlank = isBlank && (line.Length < text.Length || _lineIsBlank);
        _last = text[^1];
        var visible = text[..^BlankText.AtEnd(text)];
        _lastVisible = visible.IsEmpty ? _lastVisible : visible[^1];
    }

    /// <summary>Whether a word here is only mentioned: set off by blanks or quotation marks within its sentence.</summary>
    /// <param name="after">The text after the word.</param>
    public bool Quotes(ReadOnlySpan<char> after) =>
        !IsBeginning && !after.IsEmpty && IsApart(_last) && IsApart(after[0]);

    private static bool IsApart(char c) => c is not ('\n' or '\r') && (BlankText.IsBlank(c) || char.IsPunctuation(c) || c is '`' or '´');
}
