using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>What a writer adds to a journal, with the places where it belongs: text by offset, events by their numbers.</summary>
/// <param name="Fence">The writer's number.</param>
/// <param name="Events">Events that follow one another, with their numbers and times.</param>
public sealed record JournalAddition(long Fence, params IReadOnlyList<RunEvent> Events)
{
    /// <summary>The stage whose text grows; null for none.</summary>
    public Stage? Stage { get; init; }

    /// <summary>How long the stage's text is before this, as the writer knows it.</summary>
    public int ExpectedLength { get; init; }

    /// <summary>What comes at that place. It belongs behind the stage's start and in front of its end.</summary>
    public string Text { get; init; } = "";
}
