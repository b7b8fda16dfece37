using System.Text.Json;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Server.Hosting;
using Interception.Server.Journal.Shared;
using Interception.Server.Runs;
using Interception.Tests.Deployment;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Hosting;

/// <summary>The dashboard and the operators' document ask for figures that the server has.</summary>
public sealed partial class DashboardTests
{
    private const string Dashboard = "Server/Hosting/Grafana/interception.json";

    private static readonly StageEnd Silent = new(Stage.Interception, Outcome.Completed, null, null, 7, 1, null, 1, 3_000)
    {
        Silences = [new(SilencePlace.SlowModel, 7, 0, 2_500)],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task Every_figure_of_the_dashboard_and_of_the_document_is_one_of_the_servers_after_some_runs()
    {
        await using var app = new App();
        using var http = app.CreateClient();
        app.Ollama.EnqueueText(Script.Tokens("a", " bird"));
        await StageStreams.ReadAsync(http, "/api/text_stream/stage2/one?prompt=a+blue+bird").LastAsync(Token);
        app.Ollama.EnqueueText(Script.Error(400, "no"));
        await StageStreams.ReadAsync(http, "/api/text_stream/stage2/two?prompt=a+blue+bird").LastAsync(Token);
        app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        await StageStreams.ReadAsync(http, "/api/text_stream/stage2/three?prompt=a+blue+bird").LastAsync(Token);

        app.Services.GetRequiredService<RunMetrics>().StageEnded(Silent);
        app.Services.GetRequiredService<RemoteReadMetrics>().Came(TimeSpan.FromMilliseconds(3));

        var metrics = await http.GetStringAsync("/metrics", Token);
        metrics.Should().MatchRegex("interception_stage_silence_seconds_sum{[^}]*place=\"SlowModel\"} 2.5");
        string[] names = [.. Typed().Matches(metrics).Select(match => match.Groups[1].Value)];

        var asked = Queries().SelectMany(query => Figure().Matches(query).Select(match => Part().Replace(match.Value, ""))).Distinct().ToList();
        asked.Should().HaveCountGreaterThan(14).And.BeSubsetOf(names);
        var told = Named().Matches(Section()).Select(match => match.Groups[1].Value.Replace('.', '_')).ToList();
        told.Should().HaveCountGreaterThan(14).And.OnlyContain(name => names.Any(there => there == name || there == name + "_seconds" || there == name + "_total"));
        asked.Should().OnlyContain(name => told.Contains(Unit().Replace(name, "")), "the document says what each of them is");
    }

    [Fact]
    public void Every_query_counts_labels_that_its_figure_has_and_a_panel_says_what_it_shows()
    {
        using var dashboard = JsonDocument.Parse(Repository.Text(Dashboard));

        foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            panel.GetProperty("description").GetString().Should().NotBeEmpty();
            panel.GetProperty("targets").GetArrayLength().Should().BePositive();
        }

        Queries().SelectMany(query => By().Matches(query)).SelectMany(by => by.Groups[1].Value.Split(", ")).Distinct().Should().BeSubsetOf(
            ["le", "outcome", "code", "stage", "verdict", "category", "answer", "kind", "instance", "place", "gen_ai_request_model", "gen_ai_token_type", "error_type"]);
    }

    [Fact]
    public void What_compose_mounts_lies_there_and_Grafana_looks_for_it_where_it_is_mounted()
    {
        var telemetry = ComposeFile.ReadFile("docker-compose.telemetry.yml").Services["telemetry"];

        telemetry.Volumes.Should().OnlyContain(mount => File.Exists(Path.Combine(Repository.Root, mount.Split(':')[0])));
        telemetry.Ports.Should().OnlyContain(port => port.StartsWith("127.0.0.1:"), "whoever opens it may change everything");
        telemetry.Image.Should().MatchRegex(@":\d+\.\d+\.\d+$");
        var path = Regex.Match(Repository.Text("Server/Hosting/Grafana/dashboards.yaml"), @"path: (\S+)").Groups[1].Value;
        telemetry.Volumes.Should().Contain(mount => mount.Split(':')[1].StartsWith($"{path}/", StringComparison.Ordinal));
        Repository.Text("docker-compose.yml").Should().Contain($"{TelemetrySetup.Endpoint}: ");
        Repository.Text("Server/README.md").Should().Contain($"{TelemetrySetup.Endpoint}=http://telemetry:{telemetry.Ports[1].Split(':')[^1]}");
    }

    private static IEnumerable<string> Queries()
    {
        using var dashboard = JsonDocument.Parse(Repository.Text(Dashboard));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)];
    }

    private static string Section()
    {
        var text = Repository.Text("Server/README.md");
        return text[text.IndexOf("| figure | says |", StringComparison.Ordinal)..text.IndexOf("A run is one trace.", StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^# TYPE (\S+) ", RegexOptions.Multiline)]
    private static partial Regex Typed();

    [GeneratedRegex(@"\b(?:interception|gen_ai_client)_\w+")]
    private static partial Regex Figure();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Part();

    [GeneratedRegex("_(seconds|total)$")]
    private static partial Regex Unit();

    [GeneratedRegex(@"`((?:interception|gen_ai\.client)\.[\w.]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"by \(([^)]*)\)")]
    private static partial Regex By();
}
