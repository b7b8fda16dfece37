using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>Text is on the screen as the model writes it, and whole when it has written it.</summary>
[Collection(typeof(InTheBrowser))]
public class StreamingTests(Browser browser)
{
    [Fact(Timeout = 60_000)]
    public async Task Text_grows_on_each_stage_while_the_model_writes_and_is_whole_at_its_end()
    {
        await using var app = new App();
        var model = WriteInLockStep(app.Ollama);
        await using var child = await browser.VisitAsync(app.Listen());
        await child.TranslateAsync("en", "de");
        await child.StartAsync("ein blauer Vogel");

        await GrowsAsync(child, model, Stage.PreInterception);
        await child.SeesAsync(Stage.PreInterception, ScriptedOllama.Text);
        await GrowsAsync(child, model, Stage.Interception);
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("continue");
        await GrowsAsync(child, model, Stage.PreOutput);
        await child.SeesAsync(Stage.PreOutput, ScriptedOllama.Text);
        await GrowsAsync(child, model, Stage.Output);
        foreach (var stage in ContractStages.All) await child.SeesAsync(stage, ScriptedOllama.Text);
        await child.Expect("status").ToHaveTextAsync("Done. All four steps are finished.");
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_is_hidden_until_it_is_complete()
    {
        await using var app = new App();
        var model = WriteInLockStep(app.Ollama);
        var judge = new Turnstile();
        app.Ollama.OnVerdict(request => request.Prompt.Contains(ScriptedOllama.Text, StringComparison.Ordinal)
            ? Script.Verdict("SAFE").InLockStep(judge)
            : null);
        await using var child = await browser.VisitAsync(app.Listen());
        await child.StartAsync();

        model.Release();
        await child.SeesAsync(Stage.Interception, ScriptedOllama.Tokens[0]);
        app.Ollama.TextCalls[0].Completed.IsCompleted.Should().BeFalse("the second token still waits");

        model.Release(ScriptedOllama.Tokens.Count - 1);
        await child.SeesAsync(Stage.Interception, ScriptedOllama.Text);
        await child.Expect("continue").ToHaveCountAsync(0);
        judge.Release(1_000);
        await child.MayReviseAsync(ScriptedOllama.Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_text_that_came_in_one_burst_is_replayed_and_a_child_in_a_hurry_sees_it_at_once_to_the_last_character()
    {
        var lines = Enumerable.Range(0, 150).Select(n => $"Zeile {n} für 👩‍👩‍👧 und 🇩🇪\n\n");
        var burst = string.Concat(lines) + "Ende e\u0301";
        await using var app = new App();
        // Cut inside flags, families and accents, as a model's tokens are.
        app.Ollama.OnText(_ => Script.Tokens(burst.EnumerateRunes().Chunk(7).Select(runes => string.Concat(runes))));
        await using var child = await browser.VisitAsync(app.Listen());
        await child.StartAsync();

        await child.Expect("text-Interception").Not.ToBeEmptyAsync();
        await child.Page.Keyboard.PressAsync("Escape");
        await child.MayReviseAsync(burst);
        await child.PressAsync("continue");
        await child.Expect("status").ToHaveTextAsync("Done. All four steps are finished.");
        await child.Page.Keyboard.PressAsync("Escape");
        foreach (var stage in ContractStages.All.Skip(1)) await child.SeesAsync(stage, burst);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reload_in_mid_sentence_takes_the_run_up_where_it_is()
    {
        await using var app = new App();
        var model = WriteInLockStep(app.Ollama);
        await using var child = await browser.VisitAsync(app.Listen());
        await child.StartAsync();
        model.Release(20);
        await child.SeesAsync(Stage.Interception, TextOf(20));

        await child.Page.ReloadAsync();
        await child.SeesAsync(Stage.Interception, TextOf(20));
        await child.Expect("idea").ToHaveValueAsync("a blue bird on a fence");
        model.Release(40);
        await child.MayReviseAsync(ScriptedOllama.Text);

        using var http = app.CreateClient();
        var ending = await StageStreams.ReadAsync(http, $"/api/text_stream/stage2/{child.RunId}")
            .LastAsync(TestContext.Current.CancellationToken);
        ending.Data.GetProperty("final_text").GetString().Should().Be(ScriptedOllama.Text);
    }

    private static Turnstile WriteInLockStep(ScriptedOllama ollama)
    {
        var turnstile = new Turnstile();
        ollama.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(turnstile));
        return turnstile;
    }

    /// <summary>Sees every few tokens before the model may say the next ones; then lets it say the rest.</summary>
    private static async Task GrowsAsync(Visitor child, Turnstile model, Stage stage)
    {
        for (var said = 5; said <= 15; said += 5)
        {
            model.Release(5);
            await child.SeesAsync(stage, TextOf(said));
        }
        model.Release(ScriptedOllama.Tokens.Count - 15);
    }

    private static string TextOf(int tokens) => string.Concat(ScriptedOllama.Tokens.Take(tokens));
}
