using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>What a child decides on the way: to revise, to stop, to begin again. And what the check decides.</summary>
[Collection(typeof(InTheBrowser))]
public class JourneyTests(Browser browser)
{
    private const string Revised = "Behind the last house a kite sleeps. \n  It snores in 3 colours — ü.";

    [Fact(Timeout = 60_000)]
    public async Task A_revised_interception_survives_a_reload_and_goes_on_to_the_character()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);

        await child.Find("text-Interception").FillAsync(Revised);
        await child.Page.ReloadAsync();
        await child.MayReviseAsync(Revised);
        await child.PressAsync("continue");

        await child.SeesAsync(Stage.PreOutput, Revised);
        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);
        await child.Expect("own-version").ToHaveJSPropertyAsync("textContent", Revised);
        app.Ollama.TextCalls[1].Prompt.Should().Contain(Revised);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_stops_the_model_keeps_what_was_written_and_lets_the_child_begin_again()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird").ThenStall());
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync();
        await child.SeesAsync(Stage.Interception, "A blue bird");

        await child.PressAsync("stop");

        await app.Ollama.TextCalls[0].ClientLeft;
        await child.Expect("status").ToHaveTextAsync("Stopped.");
        await child.Expect("stop").ToBeDisabledAsync();
        await child.Expect("reason").ToHaveCountAsync(0);
        await child.SeesAsync(Stage.Interception, "A blue bird");
        await child.PressAsync("start");
        await child.MayReviseAsync(ScriptedOllama.Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_blocked_idea_gets_a_reason_and_no_text()
    {
        await using var app = new App();
        app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync();

        await child.Expect("reason").ToContainTextAsync("It is very cruel.");
        await child.Expect("status").ToHaveTextAsync("Stopped by the check. Above you can read why.");
        foreach (var stage in ContractStages.All) await child.SeesAsync(stage, "");
        app.Ollama.TextCalls.Count.Should().Be(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_text_that_is_blocked_at_its_end_disappears_and_stays_away()
    {
        await using var app = new App();
        var judge = new Turnstile();
        app.Ollama.OnVerdict(request => request.Prompt.Contains(ScriptedOllama.Text, StringComparison.Ordinal)
            ? Script.Verdict("UNSAFE", "hate-symbols").InLockStep(judge)
            : null);
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync();
        await child.SeesAsync(Stage.Interception, ScriptedOllama.Text);

        judge.Release(1_000);

        await child.Expect("reason").ToContainTextAsync(Words.Of("en", "category", "hate-symbols"));
        await child.SeesAsync(Stage.Interception, "");
        await child.Page.ReloadAsync();
        await child.Expect("reason").ToContainTextAsync(Words.Of("en", "category", "hate-symbols"));
        (await child.Page.ContentAsync()).Should().NotContain(ScriptedOllama.Tokens[^1]);
    }
}
