using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Delivery.Fuzz;

/// <summary>
/// Messages that are nearly right, over the hub and HTTP: none of them is answered with a defect or with anything of
/// what is inside. <c>FUZZ_SEED</c> replays a run, <c>FUZZ_MESSAGES</c> makes it longer.
/// </summary>
public sealed partial class FuzzTests : IAsyncDisposable
{
    private const string End = """{"type":4,"invocationId":"the-end","target":"Probe","arguments":[1,1]}""";

    private static readonly int Seed = Setting("FUZZ_SEED", Random.Shared.Next());
    private static readonly int Messages = Setting("FUZZ_MESSAGES", 10_000);

    private readonly ITestOutputHelper _output;
    private readonly Mangler _mangler = new(Seed);
    private readonly Dictionary<string, int> _answers = [];

    private readonly App _app = new(null,
        ("Practice:Mode", "Always"), ("Limits:PerAddress", "100000"), ("Limits:ConnectionsPerSecond", "100000"), ("Queue:Capacity", "20"));

    public FuzzTests(ITestOutputHelper output)
    {
        _output = output;
        output.WriteLine($"FUZZ_SEED={Seed} FUZZ_MESSAGES={Messages}");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Nothing_that_anybody_says_is_a_defect_or_shows_what_is_inside()
    {
        var (begun, address) = (Stopwatch.StartNew(), _app.Listen());
        for (var said = 0; said < Messages * 6 / 10;) said += await FramesAsync(address, 20);
        using var http = _app.Script();
        for (var said = 0; said < Messages * 4 / 10; said++) await CallAsync(http);

        _output.WriteLine($"{begun.Elapsed.TotalSeconds:F0} s: {string.Join(", ", _answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Value} x {answer.Key}"))}");
        _app.Log.Lines.Should().NotContain(line => line.Level >= LogLevel.Error);
        await _app.Controls().StopAllAsync();
        await using var hub = Children.Tab(address, "AAAAAAAAAAAAAAAAAAAAAA");
        await hub.StartAsync(Token);
        var run = await hub.StartAsync(new { text = "a blue bird" });
        (await hub.TextAsync(Stage.PreInterception, run.RunId)).Should().Be("a blue bird", "the server still serves");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Says so many frames on one socket, or fewer when the server closes it.</summary>
    private async Task<int> FramesAsync(Uri address, int count)
    {
        using var socket = await RawSocket.GreetAsync(address);
        var said = 0;
        await _app.Controls().StopAllAsync();
        _mangler.Id = (await _app.StartAsync()).Id;
        while (said < count && await socket.TrySayAsync([.. _mangler.Frame(), 0x1E])) said++;
        await socket.TrySayAsync(Encoding.UTF8.GetBytes(End + '\x1e'));
        var heard = await socket.HearAsync(heard => heard.Contains("the-end\"}", StringComparison.Ordinal) || heard.Contains("\"type\":7", StringComparison.Ordinal));
        ShouldSayNothing(heard);
        foreach (Match error in Said().Matches(heard)) Count(error.Value);
        return Math.Max(1, said);
    }

    private async Task CallAsync(HttpClient http)
    {
        using var request = Request();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var response = await AnswerAsync(http, request, leaving.Token);
        if (response is null) return;
        response.StatusCode.Should().NotBe(HttpStatusCode.InternalServerError, $"{request.Method} {request.RequestUri}");
        Count(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream") await leaving.CancelAsync();
        else ShouldSayNothing(await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>The answer; null when the server hung up, as it may on what is too long.</summary>
    private async Task<HttpResponseMessage?> AnswerAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException)
        {
            Count("hung up");
            return null;
        }
    }

    private HttpRequestMessage Request()
    {
        var (method, path) = _mangler.OneOf<(string, Func<string>)>(
            ("POST", () => "/api/runs"),
            ("POST", () => $"/api/runs/{_mangler.PathPart()}/continue"),
            ("DELETE", () => $"/api/runs/{_mangler.PathPart()}"),
            ("GET", () => $"/api/runs/{_mangler.PathPart()}/events"),
            ("GET", () => $"/api/text_stream/stage{_mangler.Below(6)}/{_mangler.PathPart()}?{_mangler.Query()}"),
            ("POST", () => $"/api/text_stream/stage{1 + _mangler.Below(4)}/{_mangler.PathPart()}"),
            ("POST", () => "/api/door"),
            ("GET", () => $"/api/presets?{_mangler.Query()}"),
            ("POST", () => $"/hubs/interception/negotiate?negotiateVersion={_mangler.PathPart()}"),
            ("GET", () => $"/hubs/interception?id={_mangler.PathPart()}"));
        var request = new HttpRequestMessage(new(method), path());
        if (method == "POST") request.Content = Body();
        if (_mangler.Chance(4)) request.Headers.TryAddWithoutValidation("Last-Event-ID", _mangler.OneOf("0", "-1", "x", "7.end", ".end", "99999999999999999999", "7.end.end"));
        if (_mangler.Chance(20)) request.Headers.TryAddWithoutValidation("Cookie", $"interception={_mangler.PathPart()}; interception-door={_mangler.PathPart()}");
        return request;
    }

    private ByteArrayContent Body()
    {
        var body = new ByteArrayContent(_mangler.Body());
        var type = _mangler.Chance(15) ? _mangler.OneOf("text/plain", "application/json; charset=utf-7", "application/json; charset=utf-16") : "application/json";
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return body;
    }

    private static void ShouldSayNothing(string answer) =>
        Inside().Match(answer).Value.Should().BeEmpty($"nothing of what is inside may be said, but this was: {answer}");

    private void Count(string answer) => _answers[answer] = _answers.GetValueOrDefault(answer) + 1;

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : otherwise;

    [GeneratedRegex(@"(?<=HubException: )\w+|on the server\.""|""type"":7|run-start|""runId""")]
    private static partial Regex Said();

    /// <summary>Stacks, types, paths, and the code of a defect.</summary>
    [GeneratedRegex(@"\bat \w+\.\w+|System\.|Microsoft\.|Interception\.\w|(?<!Hub)Exception\b|StackTrace|\.cs\b|/(tmp|root|home|usr|app)/|blobs|\binternal\b")]
    private static partial Regex Inside();
}
