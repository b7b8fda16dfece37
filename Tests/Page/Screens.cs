using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>The screens that children sit at.</summary>
internal static class Screens
{
    /// <summary>English, and nothing moves: for tests that are about something else than the typewriter.</summary>
    public static BrowserNewContextOptions Still => Speaking("en");

    /// <summary>Still, in a language.</summary>
    public static BrowserNewContextOptions Speaking(string language) =>
        new() { Locale = language, ReducedMotion = ReducedMotion.Reduce };

    /// <summary>Still, of a size.</summary>
    public static BrowserNewContextOptions Sized(int width, int height, bool touch = false) => new(Still)
    {
        HasTouch = touch,
        ViewportSize = new() { Width = width, Height = height },
    };
}
