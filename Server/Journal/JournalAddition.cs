using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>An addition to a journal with its position: text by offset, events by number.</summary>
/// <param name="Fence">The writer's number.</param>
/// <param name="Events">Consecutive events, with their numbers and times.</param>
public sealed record JournalAddition(long Fence, params IReadOnlyList<RunEvent> Events)
{
    /// <summary>The stage whose text grows; null for none.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The length of the stage's text before this, as the writer knows it.</summary>
    public int ExpectedLength { get; init; }

    /// <summary>The text to add there. It comes after the stage's start and before its end.</summary>
    public string Text { get; init; } = "";
}
