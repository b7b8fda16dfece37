namespace Interception.Client.Console.Doctor.Figures;

/// <summary>The fault, its place, and what to do.</summary>
/// <param name="Hop">The hop with the fault.</param>
/// <param name="Kind">One of <see cref="FaultKinds"/>.</param>
/// <param name="At">The address.</param>
/// <param name="Sentence">What was measured, and what to do, in plain words.</param>
internal sealed record DoctorVerdict(HopKind Hop, string Kind, Uri At, string Sentence);
