using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Proxies;

namespace Interception.Tests.Page;

/// <summary>The page in a real browser behind a proxy that collects. The long form; the page's own tests hold the rules.</summary>
[Collection(typeof(InTheBrowser))]
public class HealingTests(Browser browser)
{
    private static readonly string[] Tokens = [.. Enumerable.Range(0, 500).Select(n => $"word{n} ")];

    [Fact(Explicit = true, Timeout = 180_000)]
    public async Task Where_text_is_held_back_on_the_way_the_page_goes_to_another_transport_without_a_gap()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens(Tokens).InLockStep(_ => Task.Delay(60, TestContext.Current.CancellationToken)));
        await using var proxy = new TroubledProxy(app.Listen());
        await using var child = await browser.VisitAsync(proxy.Address, before: "localStorage.setItem('interception.mode', 'expert')");
        await child.StartAsync();
        await child.Expect("text-Interception").ToContainTextAsync(Tokens[20]);
        await child.Expect("transport").ToContainTextAsync("WebSockets");

        proxy.Collects = TimeSpan.FromSeconds(3);

        await child.Expect("transport").ToContainTextAsync("ServerSentEvents", new() { Timeout = 40_000 });
        await child.Expect("continue").ToBeVisibleAsync(new() { Timeout = 60_000 });
        await child.MayReviseAsync(string.Concat(Tokens).TrimEnd());
        foreach (var figures in new[] { "transport", "hops" })
            TestContext.Current.TestOutputHelper!.WriteLine(await child.Page.GetByTestId(figures).Last.TextContentAsync() ?? "");
    }
}
