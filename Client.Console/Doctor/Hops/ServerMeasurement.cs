using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Interception.Client.Console.Doctor.Figures;

namespace Interception.Client.Console.Doctor.Hops;

/// <summary>Reads the server's own report. Each question stands alone.</summary>
internal sealed partial class ServerMeasurement(HopAccess hop)
{
    private const string Local = "local/";

    public async Task<ServerFigures> MeasureAsync(CancellationToken cancellationToken)
    {
        var figures = new ServerFigures();
        figures = await AskAsync(figures, "/api/config", Config, cancellationToken);
        figures = await AskAsync(figures, "/health/ready", Ready, cancellationToken);
        figures = await AskAsync(figures, "/api/models", Models, cancellationToken);
        return await AskAsync(figures, "/metrics", Places, cancellationToken);
    }

    private async Task<ServerFigures> AskAsync(ServerFigures figures, string path,
        Func<ServerFigures, HttpStatusCode, string, ServerFigures> read, CancellationToken cancellationToken)
    {
        try
        {
            var (status, body) = await hop.GetAsync(path, cancellationToken);
            return status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable ? read(figures, status, body) : figures;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException or IOException)
        {
            // It does not answer, or is another server; the hop's own measurement reports it.
            return figures;
        }
    }

    private static ServerFigures Config(ServerFigures figures, HttpStatusCode status, string body)
    {
        var config = JsonElement.Parse(body);
        return figures with { Version = Text(config, "version"), Voice = Text(config, "voice"), SafetyLevel = Text(config, "safetyLevel"), Missing = Texts(config, "missing") };
    }

    private static ServerFigures Ready(ServerFigures figures, HttpStatusCode status, string body)
    {
        var ready = JsonElement.Parse(body);
        return figures with
        {
            IsReady = status == HttpStatusCode.OK,
            Voice = Text(ready, "voice") ?? figures.Voice,
            Missing = Texts(ready, "missing") is { Count: > 0 } missing ? missing : figures.Missing,
            Hints = Texts(ready, "hints"),
        };
    }

    private static ServerFigures Models(ServerFigures figures, HttpStatusCode status, string body) => figures with
    {
        Models = [.. JsonElement.Parse(body).EnumerateArray().Where(model => Texts(model, "jobs").Count > 0)
            .OrderByDescending(model => Texts(model, "jobs").Any(job => job.Equals("interception", StringComparison.OrdinalIgnoreCase)))
            .Select(model => Text(model, "name")!).Where(name => name.StartsWith(Local, StringComparison.Ordinal)).Select(name => name[Local.Length..])],
    };

    private static ServerFigures Places(ServerFigures figures, HttpStatusCode status, string body) => figures with
    {
        Places = Gauge(body, "interception_places"),
        PlacesTaken = Gauge(body, "interception_places_taken"),
        Waiting = Gauge(body, "interception_runs_waiting"),
    };

    private static int? Gauge(string metrics, string name) => Line().Matches(metrics)
        .Where(line => line.Groups[1].Value == name)
        .Select(line => (int?)double.Parse(line.Groups[2].ValueSpan, CultureInfo.InvariantCulture)).FirstOrDefault();

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(each => each.ToString())]
            : [];

    [GeneratedRegex(@"^([a-z_]+)(?:\{[^}\n]*\})? ([0-9.eE+-]+)", RegexOptions.Multiline)]
    private static partial Regex Line();
}
