namespace Interception.Server.Generation;

/// <summary>Turns what a model says into pieces, and the reason of its end into figures or a failure.</summary>
internal sealed class AnswerPieces
{
    private readonly ThoughtsAloud _aloud = new();
    private readonly List<Generated> _pieces = [];
    private bool _wrote;

    /// <summary>The pieces of one line; valid until the next.</summary>
    /// <param name="thought">What the model thinks; null for nothing.</param>
    /// <param name="content">What it writes; null for nothing.</param>
    /// <param name="isLast">Whether it writes nothing after this.</param>
    public IReadOnlyList<Generated> Of(string? thought, string? content, bool isLast)
    {
        _pieces.Clear();
        if (thought is { Length: > 0 })
        {
            _pieces.Add(new(GeneratedKind.Thinking, thought));
        }

        _aloud.Take(content ?? "", _pieces);
        if (isLast)
        {
            _aloud.End(_pieces);
        }

        _wrote = _wrote || _pieces.Exists(IsWritten);
        return _pieces;
    }

    /// <summary>The end of a whole answer; anything else throws.</summary>
    /// <param name="reason">Why the model ended, in the provider's word.</param>
    /// <param name="figures">The model's own.</param>
    public Generated End(string? reason, ModelFigures figures) => reason switch
    {
        "stop" when _wrote => new(GeneratedKind.Figures, Figures: figures),
        "stop" => throw new GenerationException(GenerationFailure.Interrupted, "The model stopped without a word."),
        "length" or "model_length" => throw new GenerationException(GenerationFailure.Truncated, "The model came to its limit."),
        var other => throw new GenerationException(GenerationFailure.Interrupted, $"The model ended for the reason '{other}'."),
    };

    private static bool IsWritten(Generated piece) =>
        piece.Kind == GeneratedKind.Text && !string.IsNullOrWhiteSpace(piece.Text);
}
