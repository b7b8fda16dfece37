namespace Interception.Server.Contracts;

/// <summary>What a teacher sees.</summary>
/// <param name="Held">Whether the line is held: those who work go on, nobody else is served.</param>
/// <param name="Runs">Every run that the server keeps, the oldest first.</param>
public sealed record ClassStatus(bool Held, IReadOnlyList<ClassRun> Runs);

/// <summary>A run as a teacher sees it: no text, and not the key to one.</summary>
/// <param name="Label">Its name for people and for stopping it; nothing can be read with it.</param>
/// <param name="State"><c>Waiting</c>, <c>Working</c>, <c>Paused</c> or <c>Ended</c>.</param>
/// <param name="Stage">The stage that it began last; null before the first.</param>
/// <param name="Position">Where it stands in the line, 1 is next; null when it does not wait.</param>
/// <param name="WaitingSeconds">How long it waits for its place, or waited for the last one.</param>
/// <param name="AgeSeconds">How long ago it was started.</param>
public sealed record ClassRun(
    string Label, string State, Stage? Stage, int? Position, double WaitingSeconds, double AgeSeconds);
