using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>The page on its screens. A picture of every state stays in <c>pictures</c> beside the tests.</summary>
[Collection(typeof(InTheBrowser))]
public class LookTests(Browser browser)
{
    private const string Idea = "A house that is afraid of the dark";
    private const string Rules = "The wind tells it. Nothing is ever quite still.";

    private const string Rewritten =
        "I know that house. Every evening, when I come by, it holds its breath. As soon as the sun slides behind the " +
        "hill, it pulls its roof down over its windows, the way you pull a blanket over your ears. I would love to " +
        "tell it that the dark is only me without my colours. But when I whisper through the keyhole, the stairs " +
        "begin to creak.";

    private const string Piece =
        "On the night the lamp went out, the house was so frightened that it sneezed. All its doors flew open at " +
        "once, and I, the wind, tumbled in.\n\n“Who is there?” asked the house.\n\n“Only me,” I said, and because I " +
        "can never keep still, I blew across the chimney. It sang a deep, dark note.\n\nThe house listened. “Again,” " +
        "it said.\n\nSince then it leaves one window open in the evening. It is still a little afraid. But you " +
        "should hear the two of us when it gets dark.";

    public static TheoryData<string, int, int, ColorScheme> Screens => new()
    {
        { "desktop", 1280, 900, ColorScheme.Light },
        { "phone", 390, 844, ColorScheme.Dark },
    };

    [Theory(Timeout = 60_000), MemberData(nameof(Screens))]
    public async Task In_every_state_the_page_is_no_wider_than_the_screen(
        string name, int width, int height, ColorScheme colours)
    {
        await using var app = new App();
        var model = new Turnstile();
        app.Ollama.EnqueueText(Script.Tokens(Words(Rewritten)).InLockStep(model), Script.Tokens(Words(Piece)));
        await using var child = await browser.VisitAsync(app.Listen(), new()
        {
            Locale = "en",
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
        });
        await LookAsync(child, $"{name}-1-empty");

        await child.StartAsync(Idea, Rules);
        model.Release(40);
        await child.SeesAsync(Stage.Interception, string.Concat(Words(Rewritten).Take(40)));
        await LookAsync(child, $"{name}-2-writing");

        model.Release(1_000);
        await child.MayReviseAsync(Rewritten);
        await LookAsync(child, $"{name}-3-paused");

        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, Piece);
        await LookAsync(child, $"{name}-4-finished");
        await LookAtAllOfItAsync(child, $"{name}-4-finished-whole");

        app.Ollama.OnVerdict(_ => Script.Verdict("UNSAFE", "violence"));
        await child.PressAsync("start");
        await child.Expect("reason").ToBeVisibleAsync();
        await LookAsync(child, $"{name}-5-blocked");
    }

    private static async Task LookAsync(Visitor child, string picture, bool whole = false)
    {
        var fits = await child.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth");
        fits.Should().BeTrue(picture);
        var path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{picture}.png");
        await child.Page.ScreenshotAsync(new() { Path = path, FullPage = whole });
    }

    /// <summary>From the top to the last word: the picture in the README.</summary>
    private static async Task LookAtAllOfItAsync(Visitor child, string picture)
    {
        await child.Page.EvaluateAsync("scrollTo(0, 0)");
        await child.Page.AddStyleTagAsync(new() { Content = "#app { padding-bottom: 2.5rem }" });
        await LookAsync(child, picture, whole: true);
    }

    private static string[] Words(string text) => [.. text.Split(' ').Select((word, n) => n == 0 ? word : " " + word)];
}
