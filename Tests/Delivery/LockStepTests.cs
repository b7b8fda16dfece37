using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;

namespace Interception.Tests.Delivery;

/// <summary>
/// The guard against losing streaming again: the model says token n+1 only after the client holds token n.
/// Nothing that collects text on the way can pass.
/// </summary>
public class LockStepTests
{
    private const string Short = "ein blauer Vogel";
    private static readonly string Long = string.Join(' ', Enumerable.Range(0, 250).Select(n => $"wort{n}"));

    public static TheoryData<HttpTransportType, bool> Ways => new MatrixTheoryData<HttpTransportType, bool>(
        [HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling], [false, true]);

    [Theory(Timeout = 60_000), MemberData(nameof(Ways))]
    public async Task Every_token_of_every_stage_reaches_a_hub_client_before_the_next_is_said(HttpTransportType transport, bool isLong)
    {
        await using var app = new App();
        await using var hub = await app.ConnectAsync(transport);
        var steps = new LockStep(app.Ollama, Tokens(isLong));
        var run = await hub.StartAsync(Request(isLong));

        foreach (var stage in ContractStages.All)
            await steps.FollowAsync(hub.ReadAsync(stage, run.RunId));
    }

    [Theory(Timeout = 60_000), InlineData(false), InlineData(true)]
    public async Task Every_token_of_every_stage_reaches_a_reader_of_the_stage_stream_before_the_next_is_said(bool isLong)
    {
        await using var app = new App();
        await using var hub = await app.ConnectAsync();
        using var http = app.CreateClient();
        var steps = new LockStep(app.Ollama, Tokens(isLong));
        var run = await hub.StartAsync(Request(isLong));

        foreach (var stage in ContractStages.All)
            await steps.FollowAsync(StageStreams.TextAsync(http, $"/api/text_stream/stage{ContractStages.Number(stage)}/{run.RunId}"));
    }

    private static object Request(bool isLong) => new
    {
        text = isLong ? Long : Short,
        rules = "alles von unten",
        translateTo = "en",
        translateOutputTo = "de",
        until = "Output",
    };

    /// <summary>A translation must be about as long as what it translates, or it is taken for an answer.</summary>
    private static IReadOnlyList<string> Tokens(bool isLong) =>
        isLong ? [.. ScriptedOllama.Tokens.Select(token => token + "-und-wort")] : ScriptedOllama.Tokens;
}
