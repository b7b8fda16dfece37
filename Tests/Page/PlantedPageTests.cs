using System.Globalization;
using Interception.Tests.Support;
using Interception.Tests.Support.Engines;
using Interception.Tests.Support.Ollama;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>What only the page can see, planted in a real browser: a hidden tab, long tasks. It is named in expert mode, and behind "Is something slow?".</summary>
[Collection(typeof(InTheBrowser))]
public class PlantedPageTests(Browser browser, ITestOutputHelper output)
{
    private const string Hidden = "hidden-tab", Busy = "busy-page", Well = "well";
    private const string Stage = "#leaf-Interception";
    private const string Expert = "localStorage.setItem('interception.mode', 'expert');";

    /// <summary>From this time on the server names a silence of the model; a line comes a little later than it was due.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(0.8);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_tab_that_was_hidden_and_a_page_that_was_busy_are_named_and_nobody_else_is_blamed()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens(Text(45)).InLockStep(_ => Task.Delay(80, Cancel)));
        await using var child = await browser.VisitAsync(app.Listen(), before: Expert + HiddenTab.Script);
        await child.StartAsync();
        await child.Expect("text-Interception").ToContainTextAsync("word2 ");
        await child.Page.EvaluateAsync("() => hideTab(true)");
        await Task.Delay(TimeSpan.FromSeconds(1.2), Cancel);
        await child.Page.EvaluateAsync("() => hideTab(false)");
        await child.Expect("text-Interception").ToContainTextAsync("word22 ");
        await child.Page.EvaluateAsync(Block(TimeSpan.FromSeconds(1.2)));

        await Assertions.Expect(child.Page.Locator($"{Stage} {Named("hops")}")).ToBeVisibleAsync();
        SlowWords.PlacesIn(await child.Page.Locator($"{Stage} {Named("silences")}").TextContentAsync() ?? "").Should().BeEquivalentTo(SlowWords.Place(Hidden), SlowWords.Place("page"));
    }

    [Theory(Explicit = true)]
    [InlineData(Hidden), InlineData(Busy), InlineData(Well)]
    public async Task Each_planted_fault_of_the_page_is_named_every_time(string kind)
    {
        List<string> wrong = [];
        for (var round = int.Parse(Environment.GetEnvironmentVariable("DOCTOR_ROUNDS") ?? "10", CultureInfo.InvariantCulture); round > 0; round--)
        {
            var pace = new MeasuredPace(Between(0.05, 0.15));
            var (sentence, silences) = await VisitAsync(kind, pace);
            if (pace.Longest >= Silent)
            {
                // The model itself was slow on this machine, and that is said as well: another round.
                output.WriteLine($"{pace.Longest}: {silences}");
                round++;
                continue;
            }
            var isRight = sentence.StartsWith(Sentence(kind), StringComparison.Ordinal) && SlowWords.PlacesIn(silences).SequenceEqual(Places(kind));
            var line = FormattableString.Invariant($"{DateTime.Now:MM-dd HH:mm:ss}\tin the page\t{kind}\t{(isRight ? kind : "wrong")}\t{sentence}\t{silences}\n");
            output.Write(line);
            if (Environment.GetEnvironmentVariable("DOCTOR_LOG") is { } log) await File.AppendAllTextAsync(log, line, Cancel);
            if (!isRight) wrong.Add(line);
        }
        wrong.Should().BeEmpty();
    }

    /// <summary>A child whose model writes for half a minute, and who asks after ten seconds what is slow.</summary>
    private static async Task<(string Sentence, string Silences)> VisitAsync(string kind, MeasuredPace pace)
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens(Text((int)(28 / pace.Between.TotalSeconds))).InLockStep(_ => pace.WaitAsync()));
        await using var tab = await ChromiumTab.StartAsync();
        await BeginAsync(tab, app.Listen());
        await tab.UntilAsync($"{Part("text-Interception")}?.textContent.includes('word{Random.Shared.Next(5, 40)} ')");
        await PlantAsync(tab, kind, least: 1.1);

        await tab.UntilAsync($"!!{Part("slow")}");
        await tab.EvaluateAsync($"{Part("slow")}.click()");
        await tab.UntilAsync($"document.querySelectorAll('[data-testid=gaps] rect').length >= {Random.Shared.Next(3, 20)}");
        await PlantAsync(tab, kind, least: 0.6);
        await tab.UntilAsync($"{Part("slow-again")}?.disabled === false");
        var sentence = await tab.EvaluateAsync($"{Part("slow-sentence")}.textContent");
        await tab.EvaluateAsync($"{Part("slow-back")}.click()");

        await tab.UntilAsync($"!!{Of($"{Stage} {Named("hops")}")}");
        var silences = await tab.EvaluateAsync($"{Of($"{Stage} {Named("silences")}")}?.textContent ?? ''");
        return (sentence.GetString()!, silences.GetString()!);
    }

    private static async Task BeginAsync(ChromiumTab tab, Uri address)
    {
        await tab.OpenAsync(address);
        await tab.UntilAsync($"!!{Part("idea")}");
        await tab.EvaluateAsync($"{Expert} window.before = true; location.reload()");
        await tab.UntilAsync($"!window.before && !!{Part("idea")}");
        await tab.EvaluateAsync($"{Part("idea")}.value = 'a blue bird'; {Part("idea")}.dispatchEvent(new Event('input', {{ bubbles: true }}))");
        await tab.UntilAsync($"{Part("start")}?.disabled === false");
        await tab.EvaluateAsync($"{Part("start")}.click()");
    }

    private static async Task PlantAsync(ChromiumTab tab, string kind, double least)
    {
        if (kind == Hidden)
        {
            await tab.HideAsync(true);
            await Task.Delay(Between(least, 2.5), Cancel);
            await tab.HideAsync(false);
        }
        for (var tasks = Random.Shared.Next(1, 4); kind == Busy && tasks > 0; tasks--)
        {
            await tab.EvaluateAsync($"({Block(Between(least, 2))})()");
            await Task.Delay(Between(0.1, 0.5), Cancel);
        }
    }

    /// <summary>A long task: nothing else runs in the page.</summary>
    private static string Block(TimeSpan time) => FormattableString.Invariant($"() => {{ for (const end = performance.now() + {time.TotalMilliseconds}; performance.now() < end;); }}");

    private static IEnumerable<string> Text(int words) => Enumerable.Range(0, words).Select(n => $"word{n} ");

    private static string Part(string name) => Of(Named(name));

    private static string Of(string selector) => $"document.querySelector('{selector}')";

    private static string Named(string part) => $"[data-testid={part}]";

    private static string[] Places(string kind) => kind switch { Hidden => [SlowWords.Place(Hidden)], Busy => [SlowWords.Place("page")], _ => [] };

    private static string Sentence(string kind) => SlowWords.Sentence(kind switch { Hidden => "hidden", Busy => "page", _ => "well" });

    private static TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (most - least) * Random.Shared.NextDouble());
}
