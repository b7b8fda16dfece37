using Interception.Tests.Support;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>
/// Every state of a child's page in several languages, sizes and colours: axe looks at each, and pictures of all lie in
/// <c>pictures/book</c> beside the tests, to be looked at. <c>PICTURE_LANGUAGES</c> names other languages.
/// </summary>
[Collection(typeof(InTheBrowser))]
public class PictureBookTests(Browser browser)
{
    private static readonly string[] Languages = (Environment.GetEnvironmentVariable("PICTURE_LANGUAGES") ?? "de,en,ar,uk").Split(',');
    private static readonly (int Width, int Height)[] Sizes = [(1280, 720), (390, 844)];

    /// <summary>What does not fit: the page sideways, or words in something that cuts them off.</summary>
    private const string Cut = """
        () => [
          document.documentElement.scrollWidth > innerWidth && 'The page is too wide.',
          ...[...document.querySelectorAll('button, a, h1, h2, h3, p, span, label, summary')]
            .filter(words => words.checkVisibility() && words.scrollWidth > words.clientWidth + 4
              && getComputedStyle(words).clipPath === 'none' && getComputedStyle(words).display !== 'inline' && getComputedStyle(words).overflowX !== 'auto')
            .map(words => `Cut: ${words.outerHTML.slice(0, 200)}`),
        ].filter(Boolean)
        """;

    public static TheoryData<string> All => [.. States.All.Select(row => row.Data), "lost"];

    [Theory(Timeout = 300_000, Explicit = true), MemberData(nameof(All))]
    public async Task A_state_in_every_language_size_and_colour(string state)
    {
        await using var app = new App(settings: States.SettingsFor(state));
        using var cable = new Cable(app.Listen());
        await using var child = await browser.VisitAsync(cable.Address, Screens.Sized(1280, 720));
        await States.ReachAsync(state == "lost" ? "writing" : state, app, child);
        if (state == "lost")
        {
            // Each language is a file, which cannot come any more.
            foreach (var language in Languages) await SpeakAsync(child, language);
            cable.Cut();
            await child.Expect("status").ToHaveTextAsync(Words.Of(Languages[^1], "happening", "lost"));
        }

        List<string> complaints = [];
        foreach (var language in Languages)
        {
            await SpeakAsync(child, language);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await child.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                foreach (var (width, height) in Sizes) complaints.AddRange(await LookAsync(child, $"{state}-{scheme}-{language}-{width}".ToLowerInvariant(), width, height));
                await child.AxeFindsNothingAsync(scheme == ColorScheme.Dark ? ["color-contrast"] : []);
            }
            complaints.AddRange(await ExtremesAsync(child, $"{state}-light-{language}"));
        }
        complaints.Should().BeEmpty();
    }

    /// <summary>The narrowest screen, the widest, and letters twice as large.</summary>
    private static async Task<string[]> ExtremesAsync(Visitor child, string name)
    {
        await child.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        string[] narrow = [.. await LookAsync(child, $"{name}-320", 320, 640), .. await LookAsync(child, $"{name}-1920", 1920, 1080)];
        await child.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%' }");
        string[] large = await LookAsync(child, $"{name}-large", 1280, 720);
        await child.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '' }");
        return [.. narrow, .. large];
    }

    /// <summary>Also while a dialog is open, behind which the choice of languages is out of reach.</summary>
    private static async Task SpeakAsync(Visitor child, string language)
    {
        await child.Find("language").EvaluateAsync("(choice, language) => { choice.value = language; choice.dispatchEvent(new Event('change')) }", language);
        await Assertions.Expect(child.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
    }

    private static async Task<string[]> LookAsync(Visitor child, string name, int width, int height)
    {
        await child.Page.SetViewportSizeAsync(width, height);
        await child.Page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", "book", $"{name}.png") });
        return [.. (await child.Page.EvaluateAsync<string[]>(Cut)).Select(cut => $"{name}: {cut}")];
    }
}
