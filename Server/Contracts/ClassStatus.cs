namespace Interception.Server.Contracts;

/// <summary>What a teacher sees.</summary>
/// <param name="Held">Whether the teacher holds the queue: running runs continue, and no queued run is started.</param>
/// <param name="Runs">Every run that the server keeps, the oldest first.</param>
public sealed record ClassStatus(bool Held, IReadOnlyList<ClassRun> Runs)
{
    /// <summary>Each server of the class, the one that came first first; a single one where they share no Redis.</summary>
    public IReadOnlyList<ClassNode> Nodes { get; init; } = [];

    /// <summary>What the operator should change, in words for a person; runs work without it.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];
}

/// <summary>One of the servers that share the class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; empty when it is a later one that cannot be read.</param>
/// <param name="Working">How many runs work at it.</param>
/// <param name="Missing">What it lacks, in words for a person; empty when it is ready.</param>
public sealed record ClassNode(string Name, string Version, int Working, IReadOnlyList<string> Missing)
{
    /// <summary>Whether runs can work at it.</summary>
    public bool Ready => Missing.Count == 0;
}

/// <summary>A run as a teacher sees it: without its text, and without the key to it.</summary>
/// <param name="Label">A name for people, which also stops the run; no text can be read with it.</param>
/// <param name="State"><c>Waiting</c>, <c>Working</c>, <c>Paused</c> or <c>Ended</c>.</param>
/// <param name="Stage">The stage that began last; null before the first.</param>
/// <param name="Position">Its place in the queue, 1 is next; null when it does not wait.</param>
/// <param name="WaitingSeconds">How long it has waited for its slot, or waited for the last one.</param>
/// <param name="AgeSeconds">How long ago it was started.</param>
public sealed record ClassRun(
    string Label, string State, Stage? Stage, int? Position, double WaitingSeconds, double AgeSeconds);
