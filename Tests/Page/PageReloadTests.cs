using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>A child reloads the page whenever it likes.</summary>
[Collection(typeof(InTheBrowser))]
public class PageReloadTests(Browser browser)
{
    [Fact(Timeout = 120_000)]
    public async Task Ten_reloads_at_any_moment_cost_no_character_and_double_none()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var app = new App();
        var model = new Turnstile();
        app.Ollama.OnText(_ => Script.Tokens(ScriptedOllama.Tokens).InLockStep(model));
        await using var child = await browser.VisitAsync(app.Listen());
        await child.StartAsync();
        await Assertions.Expect(child.Page).ToHaveURLAsync(new Regex("#run="));

        var said = 0;
        foreach (var next in Moments(random))
        {
            model.Release(next - said);
            said = next;
            // Some reloads come before the page has shown what was said, or even has it.
            if (random.Next(2) == 0) await child.SeesAsync(Stage.Interception, Said(said));
            await child.Page.ReloadAsync();
        }
        await child.SeesAsync(Stage.Interception, Said(said));
        model.Release(ScriptedOllama.Tokens.Count - said);

        await child.MayReviseAsync(ScriptedOllama.Text);
        using var http = app.CreateClient();
        (await StageStreams.TextAsync(http, $"/api/text_stream/stage2/{child.RunId}").ToListAsync(TestContext.Current.CancellationToken))
            .Should().Equal(ScriptedOllama.Text);
    }

    /// <summary>Ten different numbers of tokens, in order.</summary>
    private static IEnumerable<int> Moments(Random random) =>
        Enumerable.Range(0, 10).Select(tenth => (6 * tenth) + random.Next(6));

    private static string Said(int tokens) => string.Concat(ScriptedOllama.Tokens.Take(tokens));
}
