using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Reports;

/// <summary>Writes the report for a script as one object.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
    };

    public static string Write(DoctorReport report) => JsonSerializer.Serialize(
        new
        {
            verdict = report.Verdict,
            hop = NameOf(report.Fault?.Hop),
            kind = report.Fault?.Kind,
            at = report.Fault?.At,
            sentence = report.Sentence,
            hops = Hops(report.Findings),
        },
        Options);

    /// <summary>The hops from the inside out, each with its figures.</summary>
    private static IEnumerable<object> Hops(DoctorFindings all) =>
    [
        .. all.Ollama is { } ollama ? [new { hop = NameOf(HopKind.Ollama), at = ollama.At, figures = ollama }] : Array.Empty<object>(),
        .. all.Run is { } run ? [new { hop = NameOf(HopKind.Line), at = all.First.At, figures = run }] : Array.Empty<object>(),
        new { hop = NameOf(HopKind.Server), at = all.First.At, figures = all.Server },
        .. all.Hops.Select((hop, n) => (object)new { hop = NameOf(n == 0 ? HopKind.Network : HopKind.Proxy), at = hop.At, figures = hop }),
    ];

    private static string? NameOf(HopKind? hop) => hop is { } one ? $"{one}".ToLowerInvariant() : null;
}
