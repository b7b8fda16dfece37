using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>More than one tab, and a tab that nobody looks at.</summary>
[Collection(typeof(InTheBrowser))]
public class TabTests(Browser browser)
{
    [Fact(Timeout = 60_000)]
    public async Task A_second_tab_shows_the_same_run_and_may_stop_it()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird").ThenStall());
        await using var first = await browser.VisitAsync(app.Listen());
        await first.StartAsync();
        await first.SeesAsync(Stage.Interception, "A blue bird");

        var second = await first.BesideAsync();
        await second.SeesAsync(Stage.Interception, "A blue bird");
        await second.PressAsync("stop");

        foreach (var tab in new[] { first, second })
            await tab.Expect("status").ToContainTextAsync(Words.Of("en", "happening", "stopped"));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_one_tab_continues_goes_on_in_the_other()
    {
        await using var app = new App();
        await using var first = await browser.VisitAsync(app.Listen(), Screens.Still);
        await first.StartAsync();
        await first.MayReviseAsync(ScriptedOllama.Text);
        var second = await first.BesideAsync();
        await second.MayReviseAsync(ScriptedOllama.Text);

        await second.Find("text-Interception").FillAsync("The bird is red.");
        await second.PressAsync("continue");

        foreach (var tab in new[] { first, second })
        {
            await tab.SeesAsync(Stage.PreOutput, "The bird is red.");
            await tab.SeesAsync(Stage.Output, ScriptedOllama.Text);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_hidden_tab_has_all_of_the_text_and_types_none_of_it_again()
    {
        await using var app = new App();
        var model = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).InLockStep(model));
        await using var child = await browser.VisitAsync(app.Listen(), before: HiddenTab.Script);
        await child.StartAsync();
        model.Release(3);
        await child.SeesAsync(Stage.Interception, string.Concat(ScriptedOllama.Tokens.Take(3)));

        await child.Page.EvaluateAsync("() => window.hideTab(true)");
        model.Release(50);
        var said = string.Concat(ScriptedOllama.Tokens.Take(53));
        await child.Expect("text-Interception").ToHaveJSPropertyAsync("textContent", said);

        await child.Page.EvaluateAsync("() => window.hideTab(false)");
        (await child.Find("text-Interception").TextContentAsync()).Should().Be(said);
        model.Release(7);
        await child.MayReviseAsync(ScriptedOllama.Text);
    }
}
