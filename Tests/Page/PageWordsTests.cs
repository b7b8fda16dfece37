using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>What the page says in its own words: to children, and to whoever looks into the console.</summary>
[Collection(typeof(InTheBrowser))]
public partial class PageWordsTests(Browser browser)
{
    [Theory(Timeout = 60_000)]
    [InlineData("de-AT", "de", "Los", "Du bist dran: Lies, ändere, was du magst, und drücke auf Weiter.")]
    [InlineData("en-GB", "en", "Start", "Your turn: read, change what you like, then press Continue.")]
    public async Task The_page_speaks_the_language_of_the_browser(
        string browserLanguage, string language, string start, string paused)
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Speaking(browserLanguage));

        await Assertions.Expect(child.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await child.Expect("start").ToHaveTextAsync(start);
        await child.StartAsync();
        await child.Expect("status").ToHaveTextAsync(paused);
        await child.Expect("practice").ToHaveCountAsync(0);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_language_can_be_changed_in_the_middle_of_a_run_to_each_of_the_eight()
    {
        await using var app = new App();
        app.Ollama.EnqueueText(Script.Tokens("A blue ", "bird").ThenStall());
        await using var child = await browser.VisitAsync(app.Listen());
        await child.StartAsync();
        await child.SeesAsync(Stage.Interception, "A blue bird");

        await child.Find("language").SelectOptionAsync("de");

        await child.Expect("status").ToHaveTextAsync("Interception: Der Text wird geschrieben.");
        await child.SeesAsync(Stage.Interception, "A blue bird");
        await child.Page.SetViewportSizeAsync(320, 640);
        foreach (var language in new[] { "en", "fr", "tr", "uk", "ru", "ko", "ar" }) await SpeaksAsync(child, language);
        await Assertions.Expect(child.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
    }

    /// <summary>Says all of the same, to everybody, and finds room for it.</summary>
    private static async Task SpeaksAsync(Visitor child, string language)
    {
        await child.Find("language").SelectOptionAsync(language);
        await child.Expect("status").ToContainTextAsync(Words.Of(language, "status", "writing"));
        await child.SeesAsync(Stage.Interception, "A blue bird");
        (await child.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(320);
        await child.AxeFindsNothingAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Practice_is_said_plainly_before_and_during_a_run()
    {
        await using var app = new App(settings: ("Practice:Mode", "Always"));
        await using var child = await browser.VisitAsync(app.Listen());

        await child.Expect("practice").ToContainTextAsync("no AI is at work");
        await child.StartAsync();
        await child.Expect("text-Interception").Not.ToBeEmptyAsync();
        await child.Expect("practice").ToBeVisibleAsync();
        app.Ollama.TextCalls.Count.Should().Be(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Debug_logs_every_piece_to_the_console_and_never_a_text()
    {
        await using var app = new App();
        await using var child = await browser.VisitAsync(new(app.Listen(), "?debug"), Screens.Still);
        var console = new ConcurrentQueue<string>();
        child.Page.Console += (_, message) => console.Enqueue(message.Text);

        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);

        var pieces = console.Select(line => Piece().Match(line)).Where(piece => piece.Success)
            .Select(piece => (Offset: Number(piece, 1), Length: Number(piece, 2))).ToList();
        var at = 0;
        foreach (var (offset, length) in pieces)
        {
            offset.Should().Be(at);
            at += length;
        }
        at.Should().Be(ScriptedOllama.Text.Length);
        string.Join('\n', console).Should().NotContainAny("Behind", "kite", "sparrows", "bird");
    }

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\[interception\] Interception offset=(\d+) length=(\d+) gap=\d+ms$")]
    private static partial Regex Piece();
}
