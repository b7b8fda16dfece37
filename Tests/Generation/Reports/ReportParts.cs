using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Reports;
using Interception.Tests.Safety;
using Interception.Tests.Support;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Generation.Reports;

/// <summary>What operators are told by, as the server puts it together.</summary>
internal static class ReportParts
{
    public static CallReports For(TimeProvider time, Log log, IOptions<OllamaOptions>? options = null) =>
        new(new RefusedCalls(time), QueueWatch(log, options?.Value.ParallelPerEndpoint ?? 1), new(Judges.NewMeters(), time), log.For<CallReports>());

    public static QueueWatch QueueWatch(Log log, int parallel = 1) =>
        new(Judges.NewMeters(), Options.Create(new OllamaOptions { ParallelPerEndpoint = parallel }), log.For<QueueWatch>());

    /// <summary>What was logged as a warning, without its category.</summary>
    public static IReadOnlyList<string> Warnings(this Log log) =>
        [.. log.Lines.Where(line => line.Level == Microsoft.Extensions.Logging.LogLevel.Warning).Select(line => line.Line.Trim())];
}
