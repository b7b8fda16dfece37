using System.Text;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>What a child can do with what it has made: see what has changed, show it large, take it home on paper.</summary>
[Collection(typeof(InTheBrowser))]
public partial class KeepsakeTests(Browser browser)
{
    private const string Idea = "A kite in a pear tree", Rules = "Told to sparrows";

    [Fact(Timeout = 60_000)]
    public async Task What_came_from_the_idea_is_marked_beside_it_and_the_idea_stands_there_once()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync(Idea, Rules);
        await child.MayReviseAsync(ScriptedOllama.Text);

        await child.PressAsync("show-changes");
        await child.Expect("changes").ToBeVisibleAsync();

        var kept = await child.Find("changes").Locator("mark").AllInnerTextsAsync();
        kept.Should().Contain(["kite", "pear", "tree"]).And.OnlyContain(word => Idea.Contains(word, StringComparison.OrdinalIgnoreCase));
        (await child.Page.Locator("body").InnerTextAsync()).Split(Idea).Should().HaveCount(2);
        await child.AxeFindsNothingAsync();
        await child.PressAsync("tab-Interception");
        await child.Expect("changes").ToHaveCountAsync(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_finished_piece_fills_the_screen_until_escape_and_is_printed_on_one_page_with_its_idea_and_rules()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync(Idea, Rules);
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);

        await child.PressAsync("large");
        var size = await child.Find("large-piece").EvaluateAsync<double>("piece => piece.getBoundingClientRect().width / innerWidth");
        size.Should().Be(1);
        await child.Expect("large-piece").ToContainTextAsync(ScriptedOllama.Text);
        await child.AxeFindsNothingAsync();
        await child.Page.Keyboard.PressAsync("Escape");
        await child.Expect("large-piece").ToHaveCountAsync(0);
        await child.Expect("large").ToBeFocusedAsync();

        await child.Page.EmulateMediaAsync(new() { Media = Media.Print });
        var printed = await child.Page.Locator("body").InnerTextAsync();
        foreach (var part in new[] { Idea, Rules }) printed.Split(part).Should().HaveCount(2, $"{part} is on the sheet once");
        printed.Should().Contain(ScriptedOllama.Text);
        await Assertions.Expect(child.Page.Locator("button:visible, textarea:visible")).ToHaveCountAsync(0);
        PageOfPdf().Count(Encoding.Latin1.GetString(await child.Page.PdfAsync())).Should().Be(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task After_a_block_an_alternative_keeps_what_is_harmless_and_becomes_the_idea_and_in_a_crisis_there_is_none()
    {
        await using var app = new App();
        app.Ollama.EnqueueVerdict(Script.Verdict("UNSAFE", "violence"), Script.Verdict("UNSAFE", "self-harm"));
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await child.StartAsync("a bird that kills a fence");

        await Assertions.Expect(child.Find("alternative")).Not.ToHaveCountAsync(0);
        var ways = await child.Find("alternative").AllInnerTextsAsync();
        ways.Should().HaveCountLessThanOrEqualTo(3).And.OnlyContain(way => way.Contains("bird", StringComparison.Ordinal) || way.Contains("fence", StringComparison.Ordinal)).And.NotContain(way => way.Contains("kill", StringComparison.Ordinal));
        await child.AxeFindsNothingAsync();
        await child.Find("alternative").First.ClickAsync();
        await child.Expect("idea").ToHaveValueAsync(ways[0]);

        await child.PressAsync("start");
        await child.Expect("reason").ToContainTextAsync(Words.Of("en", "category", "self-harm"));
        await child.Expect("alternative").ToHaveCountAsync(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task In_Arabic_the_page_is_the_other_way_round_and_nothing_sticks_out()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Speaking("ar"));
        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);

        var form = await child.Find("idea").BoundingBoxAsync();
        var work = await child.Find("status").BoundingBoxAsync();
        form!.X.Should().BeGreaterThan(work!.X);
        await child.Expect("text-Interception").ToHaveCSSAsync("direction", "ltr");
        foreach (var width in new[] { 320, 1920 })
        {
            await child.Page.SetViewportSizeAsync(width, 700);
            (await child.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width);
        }
        await child.AxeFindsNothingAsync();
        child.Complaints.Should().BeEmpty();
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PageOfPdf();
}
