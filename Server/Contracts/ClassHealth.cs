namespace Interception.Server.Contracts;

/// <summary>The state of the server, short enough to read at a glance.</summary>
/// <param name="Voice">Who writes: <c>ollama</c>, <c>practice</c>, or a provider's name.</param>
/// <param name="Taken">How many slots are held by runs.</param>
/// <param name="Places">How many slots there are.</param>
/// <param name="Waiting">How many runs wait in the queue.</param>
/// <param name="WaitSeconds">The median wait for a first word at present, in seconds; null while no child has waited.</param>
/// <param name="WaitCurve">The same over the last ten minutes: one value for each half minute that has one, the oldest first.</param>
/// <param name="TokensPerSecond">How many tokens all runs together write in a second at present.</param>
/// <param name="Servers">Each model server.</param>
/// <param name="Missing">What is missing before runs can work, in words for a person; empty when ready.</param>
public sealed record ClassHealth(string Voice, int Taken, int Places, int Waiting, double? WaitSeconds, IReadOnlyList<WaitPoint> WaitCurve,
    double TokensPerSecond, IReadOnlyList<ModelServerHealth> Servers, IReadOnlyList<string> Missing);

/// <summary>One point of the wait curve.</summary>
/// <param name="At">The beginning of the half minute, in Unix milliseconds.</param>
/// <param name="Seconds">The median wait of the children who got their first word in it, in seconds.</param>
public sealed record WaitPoint(long At, double Seconds);

/// <summary>A model server.</summary>
/// <param name="Name">Its address.</param>
/// <param name="Well">Whether it answers and can be used.</param>
/// <param name="Taken">How many of its slots are taken.</param>
public sealed record ModelServerHealth(string Name, bool Well, int Taken);
