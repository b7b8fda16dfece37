using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>Recognises one kind of fault between a hop and the one before it.</summary>
internal interface IHopRule
{
    /// <returns>Null when the figures do not show it.</returns>
    DoctorVerdict? Judge(HopPair pair);
}
