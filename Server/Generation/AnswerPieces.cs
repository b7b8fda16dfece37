namespace Interception.Server.Generation;

/// <summary>Turns what a model says into pieces, line by line.</summary>
/// <param name="forms">How models mark thoughts within a text.</param>
/// <param name="beginsThinking">Whether this model closes thoughts that it has not opened.</param>
internal sealed class AnswerPieces(ThoughtForms forms, bool beginsThinking)
{
    private readonly ThoughtsAloud _aloud = new(forms, beginsThinking);
    private readonly EndlessText _endlessText = new();
    private readonly EndlessText _endlessThought = new();
    private readonly List<Generated> _pieces = [];

    /// <summary>Whether the model has written something that can be seen.</summary>
    public bool HasText { get; private set; }

    /// <summary>Whether it has thought.</summary>
    public bool HasThought { get; private set; }

    /// <summary>Whether the last line had something in it that can be seen.</summary>
    public bool IsVisible { get; private set; }

    /// <summary>Whether the model goes on and says nothing new.</summary>
    public bool IsEndless { get; private set; }

    /// <inheritdoc cref="ThoughtsAloud.ClosedUnopened"/>
    public bool ClosedUnopened => _aloud.ClosedUnopened;

    /// <summary>The pieces of one line; valid until the next.</summary>
    public List<Generated> Of(AnswerLine line)
    {
        _pieces.Clear();
        var (text, thought) = (line.Text.Said, line.Thought.Said);
        IsEndless = _endlessText.IsSo(text) | _endlessThought.IsSo(thought);
        IsVisible = Blanks.AtStart(text) < text.Length || Blanks.AtStart(thought) < thought.Length;
        if (thought.Length > 0) _pieces.Add(new(GeneratedKind.Thinking, thought));
        if (text.Length > 0) _aloud.Take(text, _pieces);
        return Noted();
    }

    /// <summary>What was held back until the end.</summary>
    /// <param name="line">The line that was read last, if any.</param>
    public List<Generated> Rest(AnswerLine? line)
    {
        _pieces.Clear();
        line?.Text.End();
        _aloud.Take(line?.Text.Said ?? "", _pieces);
        _aloud.End(_pieces);
        return Noted();
    }

    private List<Generated> Noted()
    {
        foreach (var piece in _pieces)
        {
            if (piece.Kind == GeneratedKind.Thinking) HasThought = true;
            else HasText = HasText || Blanks.AtStart(piece.Text) < piece.Text.Length;
        }

        return _pieces;
    }
}
