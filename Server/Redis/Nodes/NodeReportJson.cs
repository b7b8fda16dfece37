using System.Globalization;
using System.Text.Json;

namespace Interception.Server.Redis.Nodes;

/// <summary>A node's report as it lies in Redis: its life, its first beat, and the rest as JSON with a version.</summary>
internal static class NodeReportJson
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Writes the rest.</summary>
    public static string Write(NodeReport report) =>
        JsonSerializer.Serialize(new Entry(Format, report.Version, report.Settings, report.Working, report.ShownClass, report.Missing)
        {
            PiecesPerSecond = report.PiecesPerSecond,
            Waits = report.Waits,
        }, Json);

    /// <summary>Reads a whole one. Of a version that is not known nothing is read but who it is.</summary>
    public static NodeReport Read(string name, string text)
    {
        var parts = text.Split(' ', 3);
        var report = new NodeReport(new(name, parts[0]), "") { Since = long.Parse(parts[1], CultureInfo.InvariantCulture) };
        using var body = JsonDocument.Parse(parts[2]);
        if (!body.RootElement.TryGetProperty("format", out var format) || format.GetInt32() != Format) return report;
        var entry = body.Deserialize<Entry>(Json)!;
        return report with
        {
            Version = entry.Version,
            Settings = entry.Settings,
            Working = entry.Working,
            ShownClass = entry.ShownClass,
            PiecesPerSecond = entry.PiecesPerSecond,
            Waits = entry.Waits,
            Missing = entry.Missing,
        };
    }

    private sealed record Entry(int Format, string Version, IReadOnlyList<NodeSetting> Settings, int Working, long ShownClass, IReadOnlyList<string> Missing)
    {
        // A node of the version before does not say these.
        public double PiecesPerSecond { get; init; }
        public IReadOnlyList<NodeWaits> Waits { get; init; } = [];
    }
}
