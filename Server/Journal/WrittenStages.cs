using Interception.Server.Contracts;

namespace Interception.Server.Journal;

/// <summary>How far a run has come, as it is written down: what somebody needs to know who goes on with it.</summary>
/// <param name="Ended">How many stages have ended.</param>
/// <param name="Last">How the last of them ended; null for none.</param>
/// <param name="Open">The stage that has begun and not ended; null for none.</param>
/// <param name="Chars">How much text that one has, in UTF-16 units.</param>
public readonly record struct WrittenStages(int Ended, StageEnd? Last, Stage? Open, int Chars);
