namespace Interception.Server.Contracts;

/// <summary>How the server does, for people who look rather than read.</summary>
/// <param name="Voice">Who writes: <c>ollama</c>, <c>practice</c>, or a provider's name.</param>
/// <param name="Taken">How many places runs hold.</param>
/// <param name="Places">How many there are.</param>
/// <param name="Waiting">How many runs stand in the line.</param>
/// <param name="WaitSeconds">The typical wait for a first word now; null while nobody has waited.</param>
/// <param name="WaitCurve">The same over the last ten minutes, one value for each half minute with any, the oldest first.</param>
/// <param name="TokensPerSecond">How much is written at the moment, by all together.</param>
/// <param name="Servers">Each model server.</param>
/// <param name="Missing">What is missing before runs can work, in words for a person; empty when ready.</param>
public sealed record ClassHealth(string Voice, int Taken, int Places, int Waiting, double? WaitSeconds, IReadOnlyList<WaitPoint> WaitCurve,
    double TokensPerSecond, IReadOnlyList<ModelServerHealth> Servers, IReadOnlyList<string> Missing);

/// <summary>A point of the wait's curve.</summary>
/// <param name="At">The half minute's beginning, in Unix milliseconds.</param>
/// <param name="Seconds">The typical wait of those who got their first word then.</param>
public sealed record WaitPoint(long At, double Seconds);

/// <summary>A model server.</summary>
/// <param name="Name">Its address.</param>
/// <param name="Well">Whether it answers and can be worked with.</param>
/// <param name="Taken">How many of its places are taken.</param>
public sealed record ModelServerHealth(string Name, bool Well, int Taken);
