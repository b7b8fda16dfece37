namespace Interception.Server.Generation.Streaming;

/// <summary>What one line of an answer says, in whatever dialect. One serves all lines of an answer.</summary>
internal sealed class AnswerLine : IAnswerLine
{
    /// <summary>What the model writes.</summary>
    public SpokenText Text { get; } = new();

    /// <summary>What it thinks.</summary>
    public SpokenText Thought { get; } = new();

    /// <inheritdoc/>
    public string? Error { get; set; }

    /// <summary>Why the model has ended, in the provider's word; null while it says nothing of it.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether nothing of the answer comes after this line.</summary>
    public bool IsLast { get; set; }

    /// <summary>What the model counted; null when the line does not tell.</summary>
    public ModelUsage? Figures { get; set; }

    /// <inheritdoc/>
    public bool HasPiece => Text.Said.Length > 0 || Thought.Said.Length > 0;

    /// <inheritdoc/>
    public bool IsEnding => IsLast || Reason is not null || Figures is not null;

    /// <summary>Makes room for the next line; halves of characters are kept.</summary>
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
