using System.Text;

namespace Interception.Server.Generation.Streaming;

/// <summary>Separates thoughts from text: some models write both together, with marks around thoughts, which may be cut anywhere.</summary>
/// <param name="forms">The table of marks.</param>
/// <param name="beginsThinking">Whether this model is known to end thoughts that it has not begun.</param>
internal sealed class ThinkTagParser(ThoughtForms forms, bool beginsThinking = false)
{
    private readonly StringBuilder _doubtful = new();
    private readonly List<ThoughtForm> _literal = [];
    private readonly TextPosition _place = new();
    private ThoughtMode _mode;
    private ThoughtForm? _form;
    private string _held = "";
    private bool _presumes = beginsThinking;
    private bool _isAfterGap;

    private enum ThoughtMode
    {
        Beginning,
        Text,
        Thought,
        Doubt,
    }

    /// <summary>Whether a mark ended thoughts that no mark had begun.</summary>
    public bool ClosedUnopened { get; private set; }

    /// <summary>Adds what a piece turns out to be; holds back only what may still become a mark.</summary>
    public void Take(string content, List<GenerationPiece> pieces)
    {
        if (_mode == ThoughtMode.Text && _held.Length == 0 && !content.AsSpan().ContainsAny(forms.Marks)) Write(content, pieces);
        else Go(content, pieces, isEnd: false);
    }

    /// <summary>Adds what was held back at the end. Thoughts without an end are text, unless they began the answer.</summary>
    public void End(List<GenerationPiece> pieces)
    {
        Go("", pieces, isEnd: true);
        if (_mode == ThoughtMode.Doubt) Write(_doubtful.ToString(), pieces);
        _doubtful.Clear();
    }

    private void Go(string content, List<GenerationPiece> pieces, bool isEnd)
    {
        var text = _held + content;
        _held = "";
        for (int from = 0, used; from < text.Length; from += used)
        {
            used = Step(text.AsSpan(from), pieces, isEnd);
            if (used > 0) continue;
            _held = text[from..];
            return;
        }
    }

    /// <summary>Removes something from the beginning; returns its length, or 0 when the next characters decide.</summary>
    private int Step(ReadOnlySpan<char> rest, List<GenerationPiece> pieces, bool isEnd) => _mode switch
    {
        ThoughtMode.Beginning => Begin(rest, pieces, isEnd),
        ThoughtMode.Text => Continue(rest, pieces, isEnd),
        _ => Think(rest, pieces, isEnd),
    };

    private int Begin(ReadOnlySpan<char> rest, List<GenerationPiece> pieces, bool isEnd)
    {
        if (BlankText.AtStart(rest) is > 0 and var blanks)
        {
            // Where a thought was removed, the blanks on one side of it are enough.
            if (!_isAfterGap) Write(rest[..blanks].ToString(), pieces);
            return blanks;
        }

        var mark = forms.MarkAt(rest, isBeginning: true, isEnd);
        if (mark.Kind == ThoughtMarkKind.MayBecome) return 0;
        if (mark.Kind == ThoughtMarkKind.Opening)
            Open(mark.Form!, mark.Form!.Kind == ThoughtFormKind.Words ? ThoughtMode.Doubt : ThoughtMode.Thought, rest[..mark.Length]);
        else if (mark.Kind == ThoughtMarkKind.Closing) _presumes = false;
        else if (mark.Kind != ThoughtMarkKind.Frame && _presumes) Open(null, ThoughtMode.Doubt, "");
        else if (mark.Kind != ThoughtMarkKind.Frame) _mode = ThoughtMode.Text;
        return mark.Length > 0 ? mark.Length : Step(rest, pieces, isEnd);
    }

    private int Continue(ReadOnlySpan<char> rest, List<GenerationPiece> pieces, bool isEnd)
    {
        var plain = rest.IndexOfAny(forms.Marks);
        if (plain == 0)
        {
            var mark = forms.MarkAt(rest, isBeginning: false, isEnd);
            // The text after a closing mark decides whether the mark is only mentioned.
            var isOpen = mark.Kind == ThoughtMarkKind.Closing && rest.Length == mark.Length && !isEnd;
            if (isOpen || mark.Kind == ThoughtMarkKind.MayBecome) return 0;
            if (IsMark(mark, rest)) return mark.Length;
            // A mark from the settings may begin with half a character.
            plain = Math.Max(char.IsHighSurrogate(rest[0]) && rest.Length > 1 ? 2 : 1, mark.Length);
        }

        plain = plain < 0 ? rest.Length : plain;
        Write(rest[..plain].ToString(), pieces);
        return plain;
    }

    /// <summary>Whether a mark in the middle of a text is meant as one; if so, it is applied.</summary>
    private bool IsMark(ThoughtMark mark, ReadOnlySpan<char> rest)
    {
        switch (mark.Kind)
        {
            case ThoughtMarkKind.Opening:
                var isSure = mark.Form!.Kind == ThoughtFormKind.Control;
                if (isSure || _place.IsBeginning) Open(mark.Form, isSure ? ThoughtMode.Thought : ThoughtMode.Doubt, rest[..mark.Length]);
                else _literal.Add(mark.Form);
                return isSure || _mode == ThoughtMode.Doubt;
            case ThoughtMarkKind.Closing:
                return !_literal.Remove(mark.Form!) && !_place.Quotes(rest[mark.Length..]) && Close(unopened: true);
            default:
                return mark.Kind == ThoughtMarkKind.Frame;
        }
    }

    private int Think(ReadOnlySpan<char> rest, List<GenerationPiece> pieces, bool isEnd)
    {
        var closings = _form?.Closings ?? forms.LoneClosings;
        var (at, length) = FirstOf(closings, rest);
        if (at >= 0)
        {
            Add(PieceKind.Thinking, _mode == ThoughtMode.Doubt && _form is not null ? _doubtful.ToString()[_form.Opening.Length..] : "", pieces);
            Add(PieceKind.Thinking, rest[..at].ToString(), pieces);
            return Close(unopened: _form is null) ? at + length : 0;
        }

        var sure = rest.Length - (isEnd ? 0 : ThoughtForms.Beginning(rest, closings));
        if (_mode == ThoughtMode.Doubt) _doubtful.Append(rest[..sure]);
        // In the middle of a text a doubtful mark may belong to the story; at the beginning the child sees that the model thinks.
        if (_mode == ThoughtMode.Thought || _form is null) Add(PieceKind.Thinking, rest[..sure].ToString(), pieces);
        return sure;
    }

    private void Open(ThoughtForm? form, ThoughtMode mode, ReadOnlySpan<char> opening)
    {
        _form = form;
        _mode = mode;
        _presumes = false;
        _doubtful.Clear().Append(opening);
    }

    private bool Close(bool unopened)
    {
        ClosedUnopened |= unopened;
        _isAfterGap = _place.IsAfterGap;
        _doubtful.Clear();
        _mode = ThoughtMode.Beginning;
        return true;
    }

    private static (int At, int Length) FirstOf(IReadOnlyList<string> words, ReadOnlySpan<char> text)
    {
        var (first, length) = (-1, 0);
        foreach (var word in words)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (first < 0 || at < first)) (first, length) = (at, word.Length);
        }

        return (first, length);
    }

    private void Write(string text, List<GenerationPiece> pieces)
    {
        _place.Pass(text);
        Add(PieceKind.Text, text, pieces);
    }

    private static void Add(PieceKind kind, string text, List<GenerationPiece> pieces)
    {
        if (text.Length == 0) return;
        if (pieces.Count > 0 && pieces[^1].Kind == kind) pieces[^1] = new(kind, pieces[^1].Text + text);
        else pieces.Add(new(kind, text));
    }
}
