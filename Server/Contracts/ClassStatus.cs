namespace Interception.Server.Contracts;

/// <summary>What a teacher sees.</summary>
/// <param name="Held">Whether the teacher holds the queue: running runs continue, and no queued run is started.</param>
/// <param name="Runs">Every run that the server keeps, the oldest first.</param>
public sealed record ClassStatus(bool Held, IReadOnlyList<ClassRun> Runs);

/// <summary>A run as a teacher sees it: without its text, and without the key to it.</summary>
/// <param name="Label">A name for people, which also stops the run; no text can be read with it.</param>
/// <param name="State"><c>Waiting</c>, <c>Working</c>, <c>Paused</c> or <c>Ended</c>.</param>
/// <param name="Stage">The stage that began last; null before the first.</param>
/// <param name="Position">Its place in the queue, 1 is next; null when it does not wait.</param>
/// <param name="WaitingSeconds">How long it has waited for its slot, or waited for the last one.</param>
/// <param name="AgeSeconds">How long ago it was started.</param>
public sealed record ClassRun(
    string Label, string State, Stage? Stage, int? Position, double WaitingSeconds, double AgeSeconds);
