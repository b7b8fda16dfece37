using System.Net;
using System.Net.Http.Json;
using System.Text;
using Interception.Server.Contracts;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;
using Interception.Tests.Support.Classroom;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Telemetry;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Interception.Tests.Delivery;

/// <summary>Marked texts, cookies and addresses go all ways at the most talkative log level, and are met nowhere but where they belong.</summary>
public sealed class NothingLeakedTests : IAsyncDisposable
{
    private const string Idea = "kanarienidee", Rules = "kanarienregel", Style = "kanarienstil", Written = "kanarientext", Wish = "kanarienwunsch",
        Code = "kanariencode", Broken = "kanarienfehler", Cry = "kanarienruf", Address = "203.0.113.77";

    private readonly OtlpReceiver _collector = new();
    private readonly App _app;

    private readonly StringBuilder _problems = new();

    public NothingLeakedTests() => _app = ClassVisits.NewClass(null, [.. _collector.Settings,
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
        ("Logging:LogLevel:System", "Trace"), ("Logging:LogLevel:System.Net.Http", "Trace"), ("Logging:LogLevel:Interception", "Trace"),
        ("Proxies:Known:0", "127.0.0.1"), ("Limits:ActiveRunsPerSession", "100"), ("Limits:ConnectionsPerSession", "100")]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task No_text_no_cookie_and_no_address_is_in_a_log_a_figure_a_trace_an_error_or_an_address()
    {
        _app.Ollama.OnText(_ => Script.Tokens(Written, " and ", Written));
        var address = _app.Listen();
        var session = _app.NewSession();
        using var http = _app.Child(session);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", Address);

        await using var teacher = await _app.ListenedTeacherAsync();
        await using var board = teacher.Board();
        var ids = new List<string>();
        foreach (var transport in new[] { HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling })
            ids.Add(await ByHubAsync(address, session, transport));
        var byHttp = await ByHttpAsync(http);
        ids.AddRange([byHttp, session, _app.Controls().Find(byHttp).Work.Owner!]);
        await WronglyAsync(http);
        await BadlyAsync(http, address);
        await board.ShowsAsync(shown => shown.Offers.Count > 0 && shown.Alerts.Count > 0);

        string[] marks = [Idea, Rules, Style, Written, Wish, Code, Broken, Cry, Address, ClassVisits.TeacherCode, .. ids];
        _app.Services.GetRequiredService<TracerProvider>().ForceFlush();
        _app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        // Bytes that are no text end a test's report.
        var traces = Readable(_collector.Traces);
        traces.Should().Contain("stage Interception").And.Contain("chat gpt-oss:20b").And.Contain("POST /api/runs").And.Contain("InterceptionHub/StartRun");
        Readable(_collector.Metrics).Should().Contain("gen_ai.client.operation.duration").And.Contain("interception.gate.verdicts");
        var asked = string.Join('\n', _app.Ollama.Requests.Select(request => $"{request.Path} {string.Join(' ', request.Headers)}"));
        var metrics = await http.GetStringAsync("/metrics", Token);
        foreach (var mark in marks)
        {
            _app.Log.Lines.Where(line => line.Line.Contains(mark, StringComparison.OrdinalIgnoreCase))
                .Select(line => $"{line.Category}: {line.Line[..Math.Min(300, line.Line.Length)]}").Should().BeEmpty();
            metrics.Should().NotContain(mark);
            traces.Should().NotContainEquivalentOf(mark);
            Readable(_collector.Metrics).Should().NotContainEquivalentOf(mark);
            asked.Should().NotContain(mark);
            _problems.ToString().Should().NotContain(mark);
        }
        _app.Log.Lines.Should().Contain(line => line.Category.StartsWith("Microsoft.AspNetCore.SignalR"), "it is talkative");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _collector.DisposeAsync();
    }

    private static string Readable(string bytes) => string.Concat(bytes.Select(c => char.IsAsciiLetterOrDigit(c) || char.IsPunctuation(c) ? c : ' '));

    private static async Task<string> ByHubAsync(Uri address, string session, HttpTransportType transport)
    {
        await using var hub = Children.Tab(address, session, transport);
        await hub.StartAsync(Token);
        var run = await hub.StartAsync(new { text = Idea, rules = Rules, style = Style });
        await hub.WaitForAsync<RunPause>(run.RunId);
        await hub.ContinueAsync(run.RunId, Wish);
        (await hub.TextAsync(Stage.PreOutput, run.RunId)).Should().Be(Wish);
        (await hub.TextAsync(Stage.Output, run.RunId)).Should().Contain(Written);
        await hub.EventsAsync(run.RunId);
        await hub.InvokeAsync("Offer", run.RunId, Token);
        return run.RunId;
    }

    private async Task<string> ByHttpAsync(HttpClient http)
    {
        await StageStreams.ReadAsync(http, $"/api/text_stream/stage2/mine?prompt={Idea}&context={Rules}&style_prompt={Style}").LastAsync(Token);
        (await http.PostAsJsonAsync("/api/text_stream/stage4/yours", new { prompt = Wish, context = Rules }, Token)).EnsureSuccessStatusCode();
        var run = await (await http.PostAsJsonAsync("/api/runs", new { text = Idea, rules = Rules, until = "Output" }, Token)).RunIdAsync();
        await StageStreams.ReadAsync(http, $"/api/runs/{run}/events").LastAsync(Token);
        return run;
    }

    /// <summary>Requests that are refused.</summary>
    private async Task WronglyAsync(HttpClient http)
    {
        foreach (var request in new object[]
        {
            new { text = Idea, model = Rules }, new { text = Idea, preset = Style }, new { text = Idea, translateTo = Rules }, new { text = Idea + "\0" },
            new { text = Idea, rules = new[] { Rules } }, new { text = Idea, until = Wish }, new { text = new string('x', 4_000) + Idea },
        })
        {
            await ShouldFailAsync(await http.PostAsJsonAsync("/api/runs", request, Token));
        }

        await ShouldFailAsync(await http.PostAsync("/api/runs", new StringContent($"{{{Idea}", Encoding.UTF8, "application/json"), Token));
        await ShouldFailAsync(await http.PostAsJsonAsync("/api/door", new { code = Code }, Token));
        await ShouldFailAsync(await http.GetAsync($"/api/text_stream/stage1/{Idea}.?prompt={Idea}&model={Rules}", Token));
        await ShouldFailAsync(await http.GetAsync($"/nowhere/{Idea}?{Rules}", Token));
    }

    /// <summary>Models that fail or object, and frames that are none.</summary>
    private async Task BadlyAsync(HttpClient http, Uri address)
    {
        await StageStreams.ReadAsync(http, $"/api/text_stream/stage2/cry?prompt=Ich+will+nicht+mehr+leben.+{Cry}").LastAsync(Token);
        _app.Ollama.EnqueueText(Script.Tokens(Written).ThenErrorLine($"{Broken} {Idea}"));
        await StageStreams.ReadAsync(http, $"/api/text_stream/stage2/broken?prompt={Idea}").LastAsync(Token);
        _app.Ollama.EnqueueText(Script.Error(500, $"{Broken} {Idea}"));
        _app.Ollama.EnqueueText(Script.Error(500, $"{Broken} {Idea}"));
        await StageStreams.ReadAsync(http, $"/api/text_stream/stage2/refused?prompt={Idea}").LastAsync(Token);
        _app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        await StageStreams.ReadAsync(http, $"/api/text_stream/stage2/blocked?prompt={Idea}").LastAsync(Token);
        foreach (var frame in new[] { Idea, $$"""{"type":1,"target":"{{Idea}}","arguments":["{{Rules}}"]}""", $$"""{"type":1,"invocationId":"1","target":"StartRun","arguments":["{{Idea}}"]}""" })
        {
            using var socket = await RawSocket.GreetAsync(address);
            await socket.SayAsync(frame + "\u001e" + Idea + "\u001e");
            await socket.HearAsync();
        }
    }

    private async Task ShouldFailAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.Should().NotBe(HttpStatusCode.OK).And.NotBe(HttpStatusCode.InternalServerError);
        _problems.AppendLine(await answer.Content.ReadAsStringAsync(Token)).AppendLine(answer.Headers.ToString());
    }
}
