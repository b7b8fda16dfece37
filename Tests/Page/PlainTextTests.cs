using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>What a model writes is text and never anything else; and if ever it were, the content policy stands behind.</summary>
[Collection(typeof(InTheBrowser))]
public class PlainTextTests(Browser browser)
{
    private const string Hostile =
        "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=2</script><svg onload=window.harmed=3>" +
        "</textarea><a href=\"javascript:window.harmed=4\">x</a> ![x](https://elsewhere.example/?q=1) " +
        "\u001b]0;x\u0007 \u202erev\u202c {{ window.harmed=5 }} &lt;b&gt;";

    private static readonly (string Directive, string Harm)[] Harms =
    [
        ("script-src-elem", Adding("script", "textContent: 'window.harmed = 1'")),
        ("script-src-elem", Adding("script", "src: 'https://elsewhere.example/x.js'")),
        ("script-src-attr", "document.body.setAttribute('onclick', 'window.harmed = 1')"),
        ("style-src-elem", Adding("style", "textContent: '* { display: none }'")),
        ("img-src", Adding("img", "src: 'https://elsewhere.example/?q=1'")),
        ("frame-src", Adding("iframe", "src: 'https://elsewhere.example/'")),
        ("connect-src", "fetch('https://elsewhere.example/?q=1').catch(() => {})"),
        ("connect-src", "new WebSocket('wss://elsewhere.example/')"),
        ("base-uri", Adding("base", "href: 'https://elsewhere.example/'")),
    ];

    [Fact(Timeout = 60_000)]
    public async Task Html_from_a_model_stays_text_in_every_place()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens(Hostile.EnumerateRunes().Chunk(5).Select(runes => string.Concat(runes))));
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync(Hostile, Hostile);
        await child.MayReviseAsync(Hostile);
        await child.PressAsync("continue");
        foreach (var stage in ContractStages.All) await child.SeesAsync(stage, Hostile.Trim());

        (await child.Page.EvaluateAsync<string?>("() => window.harmed")).Should().BeNull();
        (await child.Page.EvaluateAsync<int>("() => document.querySelectorAll('[data-testid^=text-] *').length")).Should().Be(0);
        child.Complaints.Should().BeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_whole_run_asks_no_other_host_and_gives_the_browser_nothing_to_complain_of()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);

        child.Complaints.Should().BeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_content_policy_stops_what_does_not_come_from_here()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen());

        foreach (var (directive, harm) in Harms)
        {
            var stopped = await child.Page.EvaluateAsync<string>($$"""
                () => new Promise(stopped => {
                  document.addEventListener('securitypolicyviolation', event => stopped(event.effectiveDirective), { once: true });
                  {{harm}};
                })
                """);
            stopped.Should().Be(directive, harm);
        }
        (await child.Page.EvaluateAsync<string?>("() => window.harmed")).Should().BeNull();
    }

    private static string Adding(string element, string properties) =>
        $"document.body.append(Object.assign(document.createElement('{element}'), {{ {properties} }}))";
}
