using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Pipeline;

/// <summary>However a stage ends, what it has shown is looked through before it can be read again.</summary>
public sealed class ReviewedTextTests
{
    private const string Backwards = "lieH geiS ";
    private const string Spaced = "S i e g  H e i l ";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData(Backwards, "stop"), InlineData(Spaced, "stop"), InlineData(Backwards, "shutdown")]
    [InlineData(Backwards, "abandoned"), InlineData(Spaced, "stage clock"), InlineData(Backwards, "run clock"), InlineData(Spaced, "silence")]
    public async Task A_text_in_disguise_is_taken_back_however_its_stage_is_cut_off(string disguised, string how)
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time, Settings(how));
        var run = await WritingAsync(app, "Es rief: ", disguised);

        await CutOffAsync(app, time, run, how);

        (await run.EndAsync()).Should().Match<RunEnd>(end => end.Outcome == Outcome.Blocked && end.Code == Codes.Blocked);
        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.Interception)).Category.Should().Be(TextCategory.HateSymbols);
        (await ServerRuns.EndingOfAsync(() => run.TextAsync(Stage.Interception))).Code.Should().Be(Codes.Blocked);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("stop", Codes.Stopped), InlineData("shutdown", Codes.ShuttingDown), InlineData("stage clock", Codes.Timeout)]
    public async Task A_harmless_text_that_was_cut_off_stays_to_be_read(string how, string code)
    {
        var time = new FakeTimeProvider();
        await using var app = new App(time, Settings(how));
        var run = await WritingAsync(app, "Ein Vogel ", "fliegt ");

        await CutOffAsync(app, time, run, how);

        (await run.EndAsync()).Code.Should().Be(code);
        (await run.Pieces(Stage.Interception).FirstAsync(Cancel)).Should().StartWith("Ein Vogel");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_whole_text_that_is_stopped_on_its_way_to_the_gate_is_looked_through()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("Es rief: ", Backwards).Done().ThenStall());
        var run = await app.StartAsync("ein Drache");
        await run.GrownToAsync(Stage.Interception, 15);

        await app.Controls().StopAsync(run.Id);

        (await run.EndAsync()).Code.Should().Be(Codes.Blocked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_translation_that_was_cut_off_is_looked_through_too()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("He called: ", Backwards).ThenStall());
        var run = await app.StartAsync(new RunRequest { Text = "ein Drache", TranslateTo = "en" });
        await run.GrownToAsync(Stage.PreInterception, 16);

        await app.Controls().StopAsync(run.Id);

        (await run.WaitForAsync<StageEnd>(end => end.Stage == Stage.PreInterception)).Code.Should().Be(Codes.Blocked);
    }

    private static (string, string)[] Settings(string how) =>
    [
        ("Runs:AbandonAfter", how == "abandoned" ? "00:00:30" : "01:00:00"),
        ("Timeouts:BetweenTokens", how == "silence" ? "00:00:30" : "00:30:00"), ("Timeouts:FirstToken", "01:00:00"),
        ("Timeouts:Stage", how == "stage clock" ? "00:00:30" : "01:00:00"), ("Timeouts:Run", how == "run clock" ? "00:00:30" : "02:00:00"),
    ];

    private static async Task<Run> WritingAsync(App app, params string[] pieces)
    {
        app.Ollama.EnqueueText(Script.Tokens([.. pieces, "x "]).ThenStall());
        var run = await app.StartAsync(new RunRequest { Text = "ein Drache" });
        await run.GrownToAsync(Stage.Interception, string.Concat(pieces).Trim().Length);
        return run;
    }

    private static async Task CutOffAsync(App app, FakeTimeProvider time, Run run, string how)
    {
        if (how == "stop") await app.Controls().StopAsync(run.Id);
        else if (how == "shutdown") await app.Controls().CloseAsync();
        else await PassAsync(time, run.EndAsync());
    }

    /// <summary>A clock may begin a moment after what it follows can be read.</summary>
    private static async Task PassAsync(FakeTimeProvider time, Task end)
    {
        while (!end.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
