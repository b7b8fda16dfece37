namespace Interception.Client.Console.Doctor.Figures;

/// <summary>What is wrong, where, and the mend.</summary>
/// <param name="Hop">Where.</param>
/// <param name="Kind">One of <see cref="FaultKinds"/>.</param>
/// <param name="At">The address.</param>
/// <param name="Sentence">What was seen, and what to do, in plain words.</param>
internal sealed record DoctorVerdict(HopKind Hop, string Kind, Uri At, string Sentence);
