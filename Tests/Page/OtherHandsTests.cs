using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>Translators, reading aids and extensions write into the page as well; it shows what it should all the same.</summary>
[Collection(typeof(InTheBrowser))]
public class OtherHandsTests(Browser browser)
{
    /// <summary>What Google Translate does, but to every text, and again whenever the page writes a new one.</summary>
    private const string Translates = """
        (() => {
          const translate = text => {
            if (!text.data.trim() || text.parentElement?.closest('font, textarea, option, script, style')) return;
            const outer = document.createElement('font');
            outer.appendChild(document.createElement('font')).textContent = `«${text.data}»`;
            text.replaceWith(outer);
          };
          const translateAll = root => {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) texts.push(walker.currentNode);
            texts.forEach(translate);
          };
          window.translate = () => translateAll(document.getElementById('app'));
        })();
        """;

    [Fact(Timeout = 60_000)]
    public async Task A_translated_page_shows_the_text_as_it_is_and_a_blocked_one_no_more()
    {
        await using var app = new App();
        var model = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens("A blue bird", " sits on a fence", " and sings.").InLockStep(model));
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still, Translates);
        await TranslateAsync(child);
        await child.StartAsync();

        model.Release();
        await child.SeesAsync(Stage.Interception, "A blue bird");
        await TranslateAsync(child);
        model.Release();
        await child.SeesAsync(Stage.Interception, "A blue bird sits on a fence");
        await TranslateAsync(child);
        app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        model.Release();

        await child.Expect("reason").ToContainTextAsync(Words.Of("en", "category", "violence"));
        await child.SeesAsync(Stage.Interception, "");
        await TranslateAsync(child);
        await child.PressAsync("next-child");
        await child.PressAsync("next-child-yes");
        await child.Expect("status").ToHaveTextAsync(Words.Of("en", "happening", "none"));
        (await child.Page.Locator("body").TextContentAsync()).Should().NotContain("blue bird");
        child.Complaints.Should().BeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_translated_page_can_be_read_in_another_of_its_languages()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still, Translates);
        await TranslateAsync(child);
        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);
        await TranslateAsync(child);

        await child.Find("language").SelectOptionAsync("de");

        await child.Expect("status").ToHaveTextAsync(Words.Of("de", "happening", "paused"));
        await child.Expect("continue").ToHaveTextAsync("Weiter");
        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);
        child.Complaints.Should().BeEmpty();
    }

    private static Task TranslateAsync(Visitor child) => child.Page.EvaluateAsync("() => window.translate()");
}
