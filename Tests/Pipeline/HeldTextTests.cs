using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interception.Tests.Pipeline;

/// <summary>What a model writes reaches nobody as far as it is listed, however it is split; and the rest is taken back.</summary>
public sealed class HeldTextTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("Hakenkreuz", " am Ende")]
    [InlineData("Haken", "kreuz")]
    [InlineData("H", "a", "k", "e", "n", "k", "r", "e", "u", "z")]
    [InlineData(" Heil", " Hitler", "!")]
    [InlineData("He", "il Hit", "ler ")]
    [InlineData("Sieg ", "Heil", "\n")]
    [InlineData("ｓｉｅｇ", " ｈｅ", "ｉｌ.")]
    [InlineData("H\u200Bak", "en\u00ADk", "reuz")]
    [InlineData("H4k", "3nkr", "3uz")]
    public async Task A_listed_term_in_pieces_never_reaches_a_client_and_the_text_is_taken_back(params string[] pieces)
    {
        _app.Ollama.EnqueueText(Script.Tokens(["Es war einmal ", .. pieces, " und dann."]));
        await using var hub = await _app.ConnectAsync();
        using var http = _app.CreateClient();
        var run = await hub.StartAsync(new { text = "ein Drache" });

        (await ReadAsync(hub, Stage.Interception, run.RunId)).Trim().Should().BeOneOf("", "Es war einmal");
        (await ReadAsync(hub, Stage.Interception, run.RunId)).Should().BeEmpty("a late reader gets nothing");
        var late = await StageStreams.ReadAsync(http, $"/api/text_stream/stage2/{run.RunId}").ToListAsync(Cancel);
        late.Select(message => message.Name).Should().Equal("connected", "blocked");
        (await hub.WatchAsync(run.RunId).OfType<StageEnd>().FirstAsync(end => end.Stage == Stage.Interception, Cancel)).Should().Match<StageEnd>(end =>
            end.Outcome == Outcome.Blocked && end.Category == TextCategory.HateSymbols && end.Chars <= "Es war einmal  ".Length);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task The_finished_piece_is_held_as_well_on_every_transport(HttpTransportType transport)
    {
        _app.Ollama.EnqueueText(Script.Tokens("A ", "dragon "), Script.Tokens("Once ", "the crowd ", "said Sie", "g He", "il", " twice"));
        await using var hub = await _app.ConnectAsync(transport);
        var run = await hub.StartAllAsync("a dragon");

        (await ReadAsync(hub, Stage.Output, run.RunId)).Should().NotContain("S");
        (await hub.WaitForAsync<RunEnd>(run.RunId)).Code.Should().Be(Codes.Blocked);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_model_is_told_to_stop_when_its_text_is_refused()
    {
        _app.Ollama.EnqueueText(Script.Tokens("Ein ", "Hakenkreuz ").ThenStall());
        var before = _app.Ollama.TextCalls.Count;
        var run = await _app.StartAsync("ein Drache");

        (await run.EndAsync()).Code.Should().Be(Codes.Blocked);
        await _app.Ollama.TextCalls[before].ClientLeft;
    }

    [Theory(Timeout = 60_000)]
    [InlineData("S i e g ", "H e i l")]
    [InlineData("lieH ", "geiS")]
    public async Task What_shows_only_later_is_taken_back_at_the_end(params string[] pieces)
    {
        _app.Ollama.EnqueueText(Script.Tokens(["Ein Ruf: ", .. pieces]));
        var run = await _app.StartAsync("ein Drache");

        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.Interception)).Code.Should().Be(Codes.Blocked);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_held_end_of_a_text_that_broke_off_is_looked_through_and_then_read()
    {
        _app.Ollama.EnqueueText(Script.Tokens("Ein ", "H").ThenReset(), Script.Tokens("Ein ", "Hakenkreuz").ThenReset());
        var harmless = await _app.StartAsync("ein Drache");
        (await harmless.EndAsync()).Code.Should().Be(Codes.ProviderInterrupted);
        (await harmless.Pieces(Stage.Interception).FirstAsync(Cancel)).Should().Be("Ein H");

        (await (await _app.StartAsync("ein Drache")).EndAsync()).Code.Should().Be(Codes.Blocked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_streaming_a_refused_text_was_never_there()
    {
        await using var app = new App(settings: ("TextStreaming:Enabled", "false"));
        app.Ollama.EnqueueText(Script.Tokens("Ein ", "Haken", "kreuz"));
        var run = await app.StartAsync("ein Drache");

        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.Interception)).Should().Match<StageEnd>(end =>
            end.Outcome == Outcome.Blocked && end.Pieces == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_may_be_harmless_goes_to_the_judge_with_the_reason()
    {
        var before = _app.Ollama.VerdictCalls.Count;
        await _app.StartAndPauseAsync("Ein Tempel in Indien mit einer Swastika");

        _app.Ollama.VerdictCalls[before].Body.Should().Contain("a sign of good luck in India");
        _app.Ollama.VerdictCalls[before + 1].Body.Should().NotContain("a sign of good luck in India");
    }

    private static async Task<string> ReadAsync(HubConnection hub, Stage stage, string runId)
    {
        var text = "";
        try
        {
            await foreach (var piece in hub.ReadAsync(stage, runId)) text += piece;
        }
        catch (HubException refused) when (refused.Code() == Codes.Blocked)
        {
            return text;
        }
        throw new InvalidOperationException("The text was not refused.");
    }
}
