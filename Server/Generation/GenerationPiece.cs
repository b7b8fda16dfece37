namespace Interception.Server.Generation;

/// <summary>One part of a model's answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The piece, for <see cref="PieceKind.Text"/> and <see cref="PieceKind.Thinking"/>; never null.</param>
/// <param name="Figures">For <see cref="PieceKind.Figures"/>.</param>
public readonly record struct GenerationPiece(PieceKind Kind, string Text = "", ModelUsage? Figures = null);

/// <summary>The kinds of parts in an answer.</summary>
public enum PieceKind
{
    /// <summary>A piece of the answer, seldom a whole word, never empty, never half a character.</summary>
    Text,

    /// <summary>A piece of the model's thoughts; it is never shown.</summary>
    Thinking,

    /// <summary>The model is not in memory and is being loaded.</summary>
    Loading,

    /// <summary>The model is loaded.</summary>
    Loaded,

    /// <summary>The call failed before its first piece and is repeated.</summary>
    Retrying,

    /// <summary>The model's figures; they end a whole answer.</summary>
    Figures,
}
