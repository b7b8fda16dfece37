using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>A tablet's battery: where nothing happens, the page does nothing.</summary>
[Collection(typeof(InTheBrowser))]
public class QuietTests(Browser browser)
{
    /// <summary>Writes onto the page what it waits for, except for SignalR's own ping and the answer to it.</summary>
    private const string Watch = """
        (() => {
          const waiting = new Map();
          const say = () => document.documentElement?.setAttribute('data-waiting', [...waiting.values()].sort().join(' '));
          const watch = (begin, end, name, once) => {
            const beginning = window[begin].bind(window);
            const ending = window[end].bind(window);
            window[begin] = (callback, ms, ...rest) => {
              const id = beginning((...args) => { if (once) forget(id); callback(...args); }, ms, ...rest);
              if (!/serverTimeout|PingMessage/.test(callback)) waiting.set(name + id, `${name}:${ms ?? ''}`);
              say();
              return id;
            };
            const forget = id => { waiting.delete(name + id); say(); };
            window[end] = id => { forget(id); ending(id); };
          };
          watch('setTimeout', 'clearTimeout', 'timeout', true);
          watch('setInterval', 'clearInterval', 'interval', false);
          watch('requestAnimationFrame', 'cancelAnimationFrame', 'frame', true);
          document.addEventListener('DOMContentLoaded', say);
        })();
        """;

    [Fact(Timeout = 60_000)]
    public async Task A_page_at_rest_runs_no_timers_and_no_frames()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens("A blue ", "bird."));
        await using var child = await browser.VisitAsync(app.Listen(), before: Watch);
        await RestsAsync(child);

        await child.StartAsync();
        await child.MayReviseAsync("A blue bird.");
        await RestsAsync(child);

        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, "A blue bird.");
        await RestsAsync(child);
    }

    private static Task RestsAsync(Visitor child) =>
        Assertions.Expect(child.Page.Locator("html")).ToHaveAttributeAsync("data-waiting", "");
}
