using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Verdicts;

/// <summary>Recognises one kind of fault.</summary>
internal interface IVerdictRule
{
    /// <returns>Null when the figures do not show it.</returns>
    DoctorVerdict? Judge(DoctorFindings all);
}
