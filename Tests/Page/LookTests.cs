using Interception.Tests.Support;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>The page in all its states, for everybody. Pictures of each stay in <c>pictures</c> beside the tests, where somebody is there to look.</summary>
[Collection(typeof(InTheBrowser))]
public class LookTests(Browser browser)
{
    /// <summary>Fingers of all sizes.</summary>
    private const string TooSmall = """
        () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
          .map(target => [target.outerHTML, target.getBoundingClientRect()])
          .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
          .map(([html, { width, height }]) => `${Math.round(width)} x ${Math.round(height)}: ${html}`)
        """;

    /// <summary>A screen reader is told what happens, and is not interrupted by every word that is written or second that passes.</summary>
    private const string TooLoud = """
        () => [...document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output')]
          .filter(region => region.getAttribute('aria-live') === 'assertive' || region.role === 'alert'
            || region.querySelector('[data-testid^=text-], [data-testid=elapsed]'))
          .map(region => region.outerHTML)
        """;

    /// <summary>The page itself never scrolls; what happens, what one can do, and the end of what is being written are in view.</summary>
    private const string OutOfSight = """
        () => {
          const isOut = ({ top, bottom }) => top < 0 || bottom > innerHeight;
          const written = document.querySelector('.text.live');
          const end = document.createRange();
          if (written?.textContent) end.selectNodeContents(written);
          return [
            document.documentElement.scrollHeight > innerHeight && 'The page scrolls.',
            isOut(document.querySelector('[data-testid=status]').getBoundingClientRect()) && 'What happens is out of sight.',
            written?.textContent && end.getBoundingClientRect().bottom > document.querySelector('.place').getBoundingClientRect().bottom && 'The text is out of sight.',
          ].filter(Boolean);
        }
        """;

    public static TheoryData<string> All => States.Names;

    [Theory(Timeout = 90_000), MemberData(nameof(All))]
    public async Task Everybody_can_use_the_page_in_every_state(string state)
    {
        await using var app = new App(settings: States.SettingsFor(state));
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Sized(1280, 900));
        await States.ReachAsync(state, app, child);

        await PictureAsync(child, $"desktop-{state}");
        await FindsNothingAsync(child, OutOfSight);
        await child.Expect("status").ToHaveAttributeAsync("role", "status");
        await FindsNothingAsync(child, TooLoud);
        await FindsNothingAsync(child, "() => document.getAnimations().map(animation => animation.animationName)");
        await child.AxeFindsNothingAsync();
        await child.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await child.AxeFindsNothingAsync("color-contrast");

        await FitsAsync(child, 1920, 1080);
        await FindsNothingAsync(child, OutOfSight);
        await FitsAsync(child, 320, 640);
        await FindsNothingAsync(child, TooSmall);
        await FitsAsync(child, 390, 844);
        await FindsNothingAsync(child, OutOfSight);
        await PictureAsync(child, $"phone-{state}");
        await child.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%' }");
        await FitsAsync(child, 640, 480);
        child.Complaints.Should().BeEmpty();
    }

    private static async Task FindsNothingAsync(Visitor child, string search) =>
        (await child.Page.EvaluateAsync<string[]>(search)).Should().BeEmpty();

    private static async Task FitsAsync(Visitor child, int width, int height)
    {
        await child.Page.SetViewportSizeAsync(width, height);
        var wide = await child.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        wide.Should().BeLessThanOrEqualTo(width);
    }

    private static async Task PictureAsync(Visitor child, string name)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") return;
        await child.Page.EvaluateAsync("() => scrollTo(0, 0)");
        var path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png");
        await child.Page.ScreenshotAsync(new() { Path = path, FullPage = true });
    }
}
