using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>What becomes of a finished piece, and who comes next.</summary>
[Collection(typeof(InTheBrowser))]
public class KeepingTests(Browser browser)
{
    [Fact(Timeout = 60_000)]
    public async Task A_piece_can_be_saved_and_be_the_next_idea()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await FinishAsync(child);

        var saved = await child.Page.RunAndWaitForDownloadAsync(() => child.PressAsync("save"));
        (await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken))
            .Should().Contain(ScriptedOllama.Text);

        await child.PressAsync("from-result");
        await child.Expect("idea").ToHaveValueAsync(ScriptedOllama.Text);
        await child.PressAsync("start");
        await child.SeesAsync(Stage.PreInterception, ScriptedOllama.Text);
        child.Complaints.Should().BeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_next_child_finds_nothing_of_the_one_before_not_even_after_a_reload()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await FinishAsync(child);
        var run = child.RunId;

        await child.PressAsync("next-child");
        await child.PressAsync("next-child-yes");

        await child.Expect("idea").ToHaveValueAsync("");
        await child.Page.ReloadAsync();
        await child.Expect("idea").ToHaveValueAsync("");
        await child.SeesAsync(Stage.Output, "");
        var left = await child.Page.EvaluateAsync<string>(
            "() => location.href + JSON.stringify(sessionStorage) + JSON.stringify(localStorage) + document.documentElement.outerHTML");
        left.Should().NotContainAny(run, "bird", "sparrows");
        (await child.Page.Context.CookiesAsync()).Should().OnlyContain(cookie => cookie.HttpOnly);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_preset_fills_the_rules_visibly_and_the_child_may_rewrite_them()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.Find("rules").FillAsync("seen from below");
        await child.Find("preset").SelectOptionAsync("opposite");
        await child.Expect("rules").Not.ToHaveValueAsync("seen from below");

        await child.Find("rules").PressSequentiallyAsync(" And loud.");
        var rules = await child.Find("rules").InputValueAsync();
        await child.Find("idea").FillAsync("a blue bird");
        await child.PressAsync("start");
        await child.MayReviseAsync(ScriptedOllama.Text);

        rules.Should().EndWith(" And loud.");
        app.Ollama.TextCalls[0].Prompt.Should().Contain(rules);
    }

    private static async Task FinishAsync(Visitor child)
    {
        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);
    }
}
