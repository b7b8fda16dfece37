using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Reports;

/// <summary>The doctor's findings and verdict.</summary>
/// <param name="Findings">All measurements.</param>
/// <param name="Fault">Null for none.</param>
internal sealed record DoctorReport(DoctorFindings Findings, DoctorVerdict? Fault)
{
    /// <summary>Why no verdict is possible; null when it is.</summary>
    public string? Doubt => Fault is not null ? null
        : Findings.Run is null ? "No run could be started, and nothing that was measured says why."
        : Findings.Run is { Code: { } code, Failure: var why } ? $"A real run ended other than well: {why} ({code})"
        : Findings.Run is { GivenUpWhile: { } doing } ? $"A real run came to no end in time; it was {doing.ToLowerInvariant()}."
        : Findings.Hops.FirstOrDefault(hop => !hop.Ticks.Any(stream => stream.IsWhole)) is { } mute ? $"{mute.At} answers, but no way of streaming came through whole, and nothing that was measured says why."
        : null;

    public int ExitCode => Fault is not null ? ExitCodes.Failed : Doubt is not null ? ExitCodes.Unknown : ExitCodes.Well;

    /// <summary><c>well</c>, <c>fault</c> or <c>unknown</c>.</summary>
    public string Verdict => ExitCode switch
    {
        ExitCodes.Well => "well",
        ExitCodes.Failed => "fault",
        _ => "unknown",
    };

    public string Sentence => Fault?.Sentence ?? Doubt ?? $"All is well: text streams{(Findings.Hops.Count > 1 ? " through every proxy" : "")} on every way{(Findings.Ollama is null ? "" : ", and the model is quick enough")}.";
}
