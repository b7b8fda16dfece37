using System.Reflection;
using Interception.Server.Contracts;
using Interception.Server.Delivery.Hubs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Delivery;

/// <summary>The hub as clients meet it.</summary>
public class HubTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<HttpTransportType> Transports =>
        [HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling];

    [Fact]
    public void Every_stream_of_the_hub_can_be_cancelled_and_takes_no_upload()
    {
        var methods = typeof(InterceptionHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        var streams = methods.Where(method => method.ReturnType.IsGenericType
            && method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)).ToList();

        streams.Select(method => method.Name).Should().BeEquivalentTo(
            "StreamStage", "StreamPreInterception", "StreamInterception", "StreamPreOutput", "StreamOutput", "Watch", "WatchClassroom", "Probe");
        streams.Should().OnlyContain(method => method.GetParameters().Last().ParameterType == typeof(CancellationToken));
        methods.SelectMany(method => method.GetParameters()).Should().NotContain(parameter =>
            parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
        methods.Except(streams).Select(method => method.Name).Should().BeEquivalentTo("StartRun", "ContinueRun", "StopRun", "RaiseHand", "Offer", "TakeBack");
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Transports))]
    public async Task A_whole_run_is_the_same_on_every_transport_live_late_and_from_any_offset(HttpTransportType transport)
    {
        await using var app = new App();
        await using var hub = await app.ConnectAsync(transport);
        var run = await hub.StartAllAsync();

        var live = await Task.WhenAll(ContractStages.All.Select(stage => hub.TextAsync(stage, run.RunId)));
        live.Should().Equal("a blue bird on a fence", ScriptedOllama.Text, ScriptedOllama.Text, ScriptedOllama.Text);

        for (var offset = 0; offset <= ScriptedOllama.Text.Length; offset += 40)
            (await hub.TextAsync(Stage.Output, run.RunId, offset)).Should().Be(ScriptedOllama.Text[offset..]);
        var events = await hub.EventsAsync(run.RunId);
        events.Select(happened => happened.Seq).Should().Equal(Enumerable.Range(1, events.Count).Select(n => (long)n));
        events.OfType<StageEnd>().Select(end => (end.Stage, end.Outcome)).Should().Equal(
            ContractStages.All.Select(stage => (stage, Outcome.Completed)));
        events[^1].Should().BeOfType<RunEnd>().Which.Outcome.Should().Be(Outcome.Completed);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stage_is_read_by_its_wire_name_as_well()
    {
        await using var app = new App();
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAllAsync();

        foreach (var stage in ContractStages.All)
        {
            var text = await ByNameAsync(hub, run.RunId, stage.ToString(), 0);
            text.Should().Be(await hub.TextAsync(stage, run.RunId));
            (await ByNameAsync(hub, run.RunId, stage.ToString(), 3)).Should().Be(text[3..]);
        }
        foreach (var name in new[] { "Encore", "interception", "2", "", null, "Interception,Output" })
            (await Hubs.CodeOfAsync(() => ByNameAsync(hub, run.RunId, name, 0))).Should().Be(Codes.InvalidRequest);
        (await Hubs.CodeOfAsync(() => ByNameAsync(hub, "AAAAAAAAAAAAAAAAAAAAAA", "Output", 0))).Should().Be(Codes.RunNotFound);
        (await Hubs.CodeOfAsync(() => ByNameAsync(hub, run.RunId, "Output", 9_999))).Should().Be(Codes.OffsetOutOfRange);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Transports))]
    public async Task A_reader_that_leaves_disturbs_nobody_and_can_come_back(HttpTransportType transport)
    {
        await using var app = new App();
        var turnstile = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).InLockStep(turnstile));
        await using var hub = await app.ConnectAsync(transport);
        var run = await hub.StartAsync(new { text = "a blue bird" });
        turnstile.Release(10);
        var first = await hub.FirstPieceAsync(Stage.Interception, run.RunId);

        turnstile.Release(50);

        (await hub.TextAsync(Stage.Interception, run.RunId, first.Length)).Should().Be(ScriptedOllama.Text[first.Length..]);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Transports))]
    public async Task Endings_are_plain_codes_and_never_a_stack_in_the_log(HttpTransportType transport)
    {
        await using var app = new App();
        await using var hub = await app.ConnectAsync(transport);
        const string unknown = "AAAAAAAAAAAAAAAAAAAAAA";

        (await Hubs.CodeOfAsync(() => hub.TextAsync(Stage.Output, unknown))).Should().Be(Codes.RunNotFound);
        (await Hubs.CodeOfAsync(() => hub.TextAsync(Stage.Output, null!))).Should().Be(Codes.RunNotFound);
        (await Hubs.CodeOfAsync(() => hub.EventsAsync(unknown))).Should().Be(Codes.RunNotFound);
        (await Hubs.CodeOfAsync(() => hub.StopAsync(unknown))).Should().Be(Codes.RunNotFound);
        (await Hubs.CodeOfAsync(() => hub.ContinueAsync(unknown))).Should().Be(Codes.RunNotFound);
        (await Hubs.CodeOfAsync(() => hub.StartAsync(new { text = "" }))).Should().Be(Codes.InvalidRequest);
        (await Hubs.CodeOfAsync(() => hub.StartAsync(new { text = "a bird", skipStages = new[] { 1 } }))).Should().Be(Codes.InvalidRequest);

        hub.State.Should().Be(HubConnectionState.Connected);
        app.Log.Lines.Should().NotContain(line => line.Level >= LogLevel.Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_connection_may_have_so_many_streams_and_gets_them_back_when_they_end()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.StallBeforeHeaders());
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAsync(new { text = "a blue bird" });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var readers = new List<IAsyncEnumerator<RunEvent>>();
        for (var n = 0; n < HubStreamLimiter.PerConnection; n++)
        {
            var reader = hub.StreamAsync<RunEvent>("Watch", run.RunId, 0L, leave.Token).GetAsyncEnumerator(Token);
            readers.Add(reader);
            await reader.MoveNextAsync();
        }

        (await Hubs.CodeOfAsync(() => hub.EventsAsync(run.RunId))).Should().Be(Codes.RateLimited);
        (await Hubs.CodeOfAsync(() => hub.StreamAsync<ProbeTick>("Probe", 1, 1, Token).ToListAsync(Token).AsTask()))
            .Should().Be(Codes.RateLimited);
        await leave.CancelAsync();
        await hub.StopAsync(run.RunId);
        (await hub.EventsAsync(run.RunId))[^1].Should().BeOfType<RunEnd>();
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Transports))]
    public async Task A_probe_ticks_evenly_without_a_model(HttpTransportType transport)
    {
        await using var app = new App();
        await using var hub = await app.ConnectAsync(transport);

        var ticks = await hub.StreamAsync<ProbeTick>("Probe", 20, 5, Token).ToListAsync(Token);

        ticks.Select(tick => tick.N).Should().Equal(Enumerable.Range(0, 20));
        (ticks[^1].SentAtUnixMs - ticks[0].SentAtUnixMs).Should().BeGreaterThanOrEqualTo(90);
        (await Hubs.CodeOfAsync(() => hub.StreamAsync<ProbeTick>("Probe", 1001, 5, Token).ToListAsync(Token).AsTask()))
            .Should().Be(Codes.InvalidRequest);
        app.Ollama.TextCalls.Count.Should().Be(0);
    }

    private static async Task<string> ByNameAsync(HubConnection hub, string runId, string? stage, long offset) =>
        string.Concat(await hub.StreamAsync<string>("StreamStage", runId, stage, offset, Token).ToListAsync(Token));
}
