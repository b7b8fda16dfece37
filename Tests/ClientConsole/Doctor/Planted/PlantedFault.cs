using Interception.Client.Console.Doctor.Reports;

namespace Interception.Tests.ClientConsole.Doctor.Planted;

/// <summary>A set-up with one fault, or with none.</summary>
/// <param name="Name">Its line in the table.</param>
/// <param name="Kind">What the doctor has to say.</param>
/// <param name="Examine">Sets it up anew, with parameters of its own, and lets the doctor come.</param>
internal sealed record PlantedFault(string Name, string Kind, Func<Task<DoctorReport>> Examine)
{
    /// <summary>Whether nothing else may run beside it, because it is about the processor.</summary>
    public bool IsAlone { get; init; }
}
