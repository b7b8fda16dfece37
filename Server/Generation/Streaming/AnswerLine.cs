namespace Interception.Server.Generation.Streaming;

/// <summary>The content of one line of an answer, in any dialect. One object is reused for all lines.</summary>
internal sealed class AnswerLine : IAnswerLine
{
    /// <summary>What the model wrote.</summary>
    public SpokenText Text { get; } = new();

    /// <summary>What the model thought.</summary>
    public SpokenText Thought { get; } = new();

    /// <inheritdoc/>
    public string? Error { get; set; }

    /// <summary>The provider's reason for the end; null while there is none.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether the answer ends with this line.</summary>
    public bool IsLast { get; set; }

    /// <summary>The model's figures; null when the line has none.</summary>
    public ModelUsage? Figures { get; set; }

    /// <inheritdoc/>
    public bool HasPiece => Text.Said.Length > 0 || Thought.Said.Length > 0;

    /// <inheritdoc/>
    public bool IsEnding => IsLast || Reason is not null || Figures is not null;

    /// <summary>Clears it for the next line; a half character is kept.</summary>
    public void Clear()
    {
        Text.Clear();
        Thought.Clear();
        Error = null;
        Reason = null;
        IsLast = false;
        Figures = null;
    }
}
