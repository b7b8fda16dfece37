using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>The part of a run in Redis that a node does not have yet.</summary>
/// <param name="Status"><see cref="PushStatus.Ok"/>, <see cref="PushStatus.Gone"/>, <see cref="PushStatus.Foreign"/>, or <see cref="PushStatus.Changed"/> for a record of another version.</param>
/// <param name="Fence">The number of the present writer.</param>
/// <param name="IsClosed">Whether nothing more can come.</param>
/// <param name="Events">The events.</param>
/// <param name="Rests">The rest of each text.</param>
internal sealed record PullAnswer(
    PushStatus Status, long Fence, bool IsClosed, IReadOnlyList<RunEvent> Events, IReadOnlyDictionary<Stage, string> Rests)
{
    /// <summary>How long the latest of it had been known at the node that writes; null where that node does not say it.</summary>
    public TimeSpan? Behind { get; init; }

    /// <summary>Whether there is anything new in it.</summary>
    public bool HasNews => Events.Count > 0 || Rests.Count > 0;
}
