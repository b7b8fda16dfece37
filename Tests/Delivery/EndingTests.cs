using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Delivery;

/// <summary>The contract's table of endings, by their causes.</summary>
public class EndingTests
{
    private static readonly string[] SomeTokens = ["A ", "blue ", "bird"];

    public static TheoryData<string, Outcome, string, Script> InTheInterception => new()
    {
        { "404", Outcome.Failed, Codes.ModelMissing, Script.Error(404, "model 'gpt-oss:20b' not found") },
        { "400 too long, 0.24", Outcome.Failed, Codes.InvalidRequest, Script.Recording("0.24.0/prompt-too-long-strict.http") },
        { "400 too long, 0.32", Outcome.Failed, Codes.InvalidRequest, Script.Recording("0.32.15/prompt-too-long-strict.http") },
        { "any other 400", Outcome.Failed, Codes.ProviderUnavailable, Script.Error(400, "invalid options") },
        { "500", Outcome.Failed, Codes.ProviderUnavailable, Script.Error(500, "tensor too large") },
        { "503 busy", Outcome.Failed, Codes.ProviderUnavailable, Script.Recording("0.32.15/busy.http") },
        { "reset before the headers", Outcome.Failed, Codes.ProviderUnavailable, Script.ResetBeforeHeaders() },
        { "error line first", Outcome.Failed, Codes.ProviderUnavailable, Script.Tokens().ThenErrorLine("no memory") },
        { "error line after pieces", Outcome.Failed, Codes.ProviderInterrupted, Script.Tokens(SomeTokens).ThenErrorLine("unexpected EOF") },
        { "reset after pieces", Outcome.Failed, Codes.ProviderInterrupted, Script.Tokens(SomeTokens).ThenReset() },
        { "connection closed after pieces", Outcome.Failed, Codes.ProviderInterrupted, Script.Tokens(SomeTokens).ThenFin() },
        { "a stop without text", Outcome.Failed, Codes.ProviderInterrupted, Script.Tokens() },
    };

    [Theory(Timeout = 30_000), MemberData(nameof(InTheInterception))]
    public async Task A_failing_interception_ends_the_run_with_the_code_of_its_cause(
        string cause, Outcome outcome, string code, Script script)
    {
        await using var app = new App();
        app.Ollama.OnText(_ => script);
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAllAsync();

        (await Hubs.CodeOfAsync(() => hub.TextAsync(Stage.Interception, run.RunId))).Should().Be(code, cause);
        var events = await hub.EventsAsync(run.RunId);
        events.OfType<StageEnd>().Last().Should().Match<StageEnd>(end =>
            end.Stage == Stage.Interception && end.Outcome == outcome && end.Code == code);
        events.Last().Should().Match<RunEnd>(end => end.Outcome == outcome && end.Code == code);
        events.OfType<RunEnd>().Should().ContainSingle();
    }

    [Theory(Timeout = 30_000), InlineData("length"), InlineData(null)]
    public async Task A_truncated_interception_that_passes_its_check_pauses_for_the_child_all_the_same(string? reason)
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Truncated(reason));
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAsync(new { text = "a blue bird" });
        var pause = await hub.WaitForAsync<RunPause>(run.RunId);

        pause.Reason.Should().Be("revise");
        (await Hubs.CodeOfAsync(() => hub.TextAsync(Stage.Interception, run.RunId))).Should().Be(Codes.Truncated);
        (await hub.FirstPieceAsync(Stage.Interception, run.RunId)).Should().Be("A blue bird");
    }

    [Theory(Timeout = 30_000), InlineData("length"), InlineData(null)]
    public async Task A_truncated_interception_ends_a_run_in_one_go(string? reason)
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Truncated(reason));
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAllAsync();

        (await hub.EventsAsync(run.RunId)).Last().Should().Match<RunEnd>(end =>
            end.Outcome == Outcome.Truncated && end.Code == Codes.Truncated);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_model_that_loops_is_cut_at_its_limit()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens(Enumerable.Range(0, 3_000).Select(n => $" bird{n}")));
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAllAsync();

        (await hub.EventsAsync(run.RunId)).OfType<StageEnd>().Last().Should().Match<StageEnd>(end =>
            end.Outcome == Outcome.Truncated && end.Chars == 8_000);
        await app.Ollama.TextCalls[0].ClientLeft;
    }

    [Fact(Timeout = 30_000)]
    public async Task An_Ollama_that_is_down_is_waited_for_and_busy_when_that_takes_too_long()
    {
        await using var app = new App(settings: ("Queue:MaxWait", "00:00:01"));
        await using var hub = await app.ConnectAsync();
        await app.Ollama.KillAsync();
        var run = await hub.StartAllAsync();

        (await Hubs.CodeOfAsync(() => hub.TextAsync(Stage.PreInterception, run.RunId))).Should().Be(Codes.Busy);
        (await hub.EventsAsync(run.RunId)).OfType<Queued>().Should().Contain(told => told.WaitsFor == WaitReason.Model && told.EtaSeconds == null);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stop_ends_the_run_as_stopped_and_the_model_is_told_at_once()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens(SomeTokens).ThenStall());
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAllAsync();
        await hub.FirstPieceAsync(Stage.Interception, run.RunId);

        await hub.StopAsync(run.RunId);

        await app.Ollama.TextCalls[0].ClientLeft;
        var events = await hub.EventsAsync(run.RunId);
        events.OfType<StageEnd>().Last().Should().Match<StageEnd>(end => end.Outcome == Outcome.Stopped && end.Code == Codes.Stopped);
        events.Last().Should().Match<RunEnd>(end => end.Outcome == Outcome.Stopped && end.Code == Codes.Stopped);
        (await Hubs.CodeOfAsync(() => hub.TextAsync(Stage.Output, run.RunId))).Should().Be(Codes.StageNotReached);
        await hub.StopAsync(run.RunId);
    }

    private static Script Truncated(string? reason) =>
        reason is null ? Script.Tokens(SomeTokens).ThenEnd() : Script.Tokens(SomeTokens).Done(reason);
}
