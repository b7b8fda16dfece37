using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Runs;

/// <summary>Text comes as it is written, or with <c>TextStreaming:Enabled</c> off in one piece at a stage's end.</summary>
public class TextStreamingTests
{
    private static readonly (string, string) Off = ("TextStreaming:Enabled", "false");

    [Fact(Timeout = 30_000)]
    public async Task Every_token_is_a_piece()
    {
        await using var app = new App();
        var run = await app.StartAllAsync();

        (await run.EventsAsync()).OfType<StageEnd>().Select(end => (end.Stage, end.Pieces, end.Chars)).Should().Equal(
            (Stage.PreInterception, 1, "a blue bird on a fence".Length),
            (Stage.Interception, ScriptedOllama.Tokens.Count, ScriptedOllama.Text.Length),
            (Stage.PreOutput, 1, ScriptedOllama.Text.Length),
            (Stage.Output, ScriptedOllama.Tokens.Count, ScriptedOllama.Text.Length));
    }

    [Fact(Timeout = 30_000)]
    public async Task When_it_is_off_every_stage_is_one_piece_after_its_check()
    {
        await using var app = new App(settings: Off);
        var run = await app.StartAllAsync();
        var live = run.Pieces(Stage.Interception).ToListAsync(TestContext.Current.CancellationToken);

        (await live).Should().Equal(ScriptedOllama.Text);
        var ends = (await run.EventsAsync()).OfType<StageEnd>().ToList();
        ends.Should().HaveCount(4).And.OnlyContain(end => end.Pieces == 1 && end.FirstPieceMs <= end.DurationMs);
        ends[3].Chars.Should().Be(ScriptedOllama.Text.Length);
    }

    [Fact(Timeout = 30_000)]
    public async Task When_it_is_off_a_blocked_text_was_never_there()
    {
        await using var app = new App(settings: Off);
        app.Ollama.EnqueueVerdict(Script.Verdict("SAFE"), Script.Verdict("UNSAFE"));
        var run = await app.StartAllAsync();

        (await run.EventsAsync()).OfType<StageEnd>().Last().Should().Match<StageEnd>(end =>
            end.Outcome == Outcome.Blocked && end.Pieces == 0 && end.Chars == 0 && end.FirstPieceMs == null);
    }

    [Fact(Timeout = 30_000)]
    public async Task When_it_is_off_a_text_that_broke_off_was_not_shown_and_is_begun_again()
    {
        await using var app = new App(settings: Off);
        app.Ollama.EnqueueText(Script.Tokens("A ", "bird").ThenReset());
        var run = await app.StartAllAsync();

        (await run.EndAsync()).Outcome.Should().Be(Outcome.Completed);
        (await run.Pieces(Stage.Interception).ToListAsync(TestContext.Current.CancellationToken)).Should().Equal(ScriptedOllama.Text);
    }

    [Fact(Timeout = 30_000)]
    public async Task When_it_is_off_a_text_that_broke_off_every_time_still_arrives()
    {
        await using var app = new App(settings: Off);
        string[] beginnings = ["One ", "Two ", "A "];
        foreach (var beginning in beginnings) app.Ollama.EnqueueText(Script.Tokens(beginning, "bird").ThenReset());
        var run = await app.StartAllAsync();
        await run.EndAsync();

        app.Ollama.TextCalls.Should().HaveCount(3);
        (await run.Pieces(Stage.Interception).FirstAsync(TestContext.Current.CancellationToken)).Should().Be("A bird");
        (await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.Interception))).Code.Should().Be(Codes.ProviderInterrupted);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_figures_of_a_blocked_stage_tell_what_was_written()
    {
        await using var app = new App();
        app.Ollama.EnqueueVerdict(Script.Verdict("SAFE"), Script.Verdict("UNSAFE"));
        var run = await app.StartAllAsync();

        (await run.EventsAsync()).OfType<StageEnd>().Last().Should().Match<StageEnd>(end =>
            end.Outcome == Outcome.Blocked && end.Chars == ScriptedOllama.Text.Length && end.Model == "local/gpt-oss:20b");
    }
}
