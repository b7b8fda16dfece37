namespace Interception.Server.Generation.Streaming;

/// <summary>Turns a model's lines into pieces.</summary>
/// <param name="forms">The marks of thoughts within a text.</param>
/// <param name="beginsThinking">Whether this model ends thoughts that it has not begun.</param>
internal sealed class AnswerParser(ThoughtForms forms, bool beginsThinking)
{
    private readonly ThinkTagParser _aloud = new(forms, beginsThinking);
    private readonly EndlessTextCheck _endlessText = new();
    private readonly EndlessTextCheck _endlessThought = new();
    private readonly List<GenerationPiece> _pieces = [];

    /// <summary>Whether the model has written something visible.</summary>
    public bool HasText { get; private set; }

    /// <summary>Whether the model has thought.</summary>
    public bool HasThought { get; private set; }

    /// <summary>Whether the last line had something visible.</summary>
    public bool IsVisible { get; private set; }

    /// <summary>Whether the model repeats itself without end.</summary>
    public bool IsEndless { get; private set; }

    /// <inheritdoc cref="ThinkTagParser.ClosedUnopened"/>
    public bool ClosedUnopened => _aloud.ClosedUnopened;

    /// <summary>The pieces of the lines since the last <see cref="Clear"/>.</summary>
    public IReadOnlyList<GenerationPiece> Pieces => _pieces;

    /// <summary>Clears the pieces.</summary>
    public void Clear() => _pieces.Clear();

    /// <summary>Reads one line.</summary>
    public void Parse(AnswerLine line)
    {
        var (text, thought) = (line.Text.Said, line.Thought.Said);
        IsEndless = _endlessText.IsSo(text) | _endlessThought.IsSo(thought);
        IsVisible = BlankText.AtStart(text) < text.Length || BlankText.AtStart(thought) < thought.Length;
        if (thought.Length > 0) _pieces.Add(new(PieceKind.Thinking, thought));
        if (text.Length > 0) _aloud.Take(text, _pieces);
        Note();
    }

    /// <summary>Adds what was held back until the end.</summary>
    /// <param name="line">The last line, if any.</param>
    public void End(AnswerLine? line)
    {
        line?.Text.End();
        _aloud.Take(line?.Text.Said ?? "", _pieces);
        _aloud.End(_pieces);
        Note();
    }

    private void Note()
    {
        foreach (var piece in _pieces)
        {
            if (piece.Kind == PieceKind.Thinking) HasThought = true;
            else HasText = HasText || BlankText.AtStart(piece.Text) < piece.Text.Length;
        }
    }
}
