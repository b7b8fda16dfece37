using Interception.Server.Contracts;

namespace Interception.Server.Journal.Shared;

/// <summary>What Redis has of a run that a node has not got yet.</summary>
/// <param name="Status"><see cref="PushStatus.Ok"/>, <see cref="PushStatus.Gone"/> or <see cref="PushStatus.Foreign"/>.</param>
/// <param name="Fence">The number of the writer that counts.</param>
/// <param name="IsClosed">Whether nothing more can come.</param>
/// <param name="Events">What happened.</param>
/// <param name="Rests">The rest of each text.</param>
internal sealed record PullAnswer(
    PushStatus Status, long Fence, bool IsClosed, IReadOnlyList<RunEvent> Events, IReadOnlyDictionary<Stage, string> Rests);
