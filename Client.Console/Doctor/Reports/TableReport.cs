using System.Globalization;
using Interception.Client.Console.Doctor.Figures;
using Interception.Client.Console.Measuring;

namespace Interception.Client.Console.Doctor.Reports;

/// <summary>Writes the report for a person: one table, one sentence.</summary>
internal static class TableReport
{
    public static async Task WriteAsync(TextWriter writer, DoctorReport report)
    {
        if (report.Findings.Ollama is { } ollama) await writer.WriteLineAsync(Line(ollama));
        await writer.WriteLineAsync(Line(report.Findings.Server));
        if (report.Findings.Run is { } run) await writer.WriteLineAsync(Line(run));
        await FigureTable.WriteAsync(writer,
        [
            ["where, and on which way", "first", "gap p50", "gap p99", "longest", "received", "burst", "late p50"],
            .. report.Findings.Hops.SelectMany(Rows),
        ]);
        await writer.WriteLineAsync();
        await writer.WriteLineAsync(report.Sentence);
    }

    private static string Line(OllamaFigures ollama) => $"Ollama {ollama.At}: " + (ollama.Failure ?? string.Create(CultureInfo.InvariantCulture,
        $"version {ollama.Version}, {ollama.Models.Count} models, in memory {(ollama.InMemory.Count == 0 ? "none" : string.Join(", ", ollama.InMemory))}{Line(ollama.Call)}"));

    private static string Line(CallFigures? call) => call is null ? "" : string.Create(CultureInfo.InvariantCulture,
        $"; {call.Model}: first line {Ms(call.FirstLineMs)}, load {Ms(call.LoadMs)}, prompt {call.PromptTokensPerSecond ?? 0:0} tokens/s, writes {call.TokensPerSecond ?? 0:0.0} tokens/s, longest gap {Ms(call.GapLongestMs)}");

    private static string Line(ServerFigures server) =>
        $"Server: version {server.Version ?? "?"}, voice {server.Voice ?? "?"}, {(server.IsReady == true ? "ready" : "not ready")}, {server.Places?.ToString(CultureInfo.InvariantCulture) ?? "?"} places, {server.Waiting?.ToString(CultureInfo.InvariantCulture) ?? "?"} waiting";

    private static string Line(RunFigures run) =>
        $"A run: waited {Ms(run.WaitedMs)}, loading {Ms(run.LoadingMs)}, reading {Ms(run.ReadingMs)}, thinking {Ms(run.ThinkingMs)}, writing {Ms(run.WritingMs)}, {run.Characters} characters in {run.Pieces} pieces";

    private static IEnumerable<string[]> Rows(HopFigures hop) => hop.Failure is { } why
        ? [[$"{hop.At} {why}", "", "", "", "", "", "", ""]]
        : [[$"{hop.At}", Ms(hop.RoundTripMs), "", "", "", "", "", ""], .. hop.Streams.Select(Row)];

    private static string[] Row(StreamFigures stream) =>
    [
        $"  {stream.Way}, {stream.What}", Ms(stream.FirstMs), Ms(stream.GapMedianMs), Ms(stream.GapP99Ms), Ms(stream.GapLongestMs),
        $"{stream.Received}/{stream.Sent}", string.Create(CultureInfo.InvariantCulture, $"{100 * stream.LargestBurst:0} %"), Ms(stream.MedianLateMs),
    ];

    private static string Ms(double? time) => time is null ? "-" : FormattableString.Invariant($"{time.Value:0} ms");
}
