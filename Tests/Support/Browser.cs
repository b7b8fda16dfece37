using Microsoft.Playwright;

namespace Interception.Tests.Support;

/// <summary>One Chromium for all tests of the page. Without it they are skipped; with <c>CI=true</c> they fail.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Debian has one without windows as well, which does the same for two thirds of the work.</summary>
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    /// <summary>Where Chromium lies, or would lie.</summary>
    internal static readonly string Program =
        Environment.GetEnvironmentVariable("CHROMIUM") ?? Programs.FirstOrDefault(File.Exists) ?? Programs[^1];

    /// <summary>A host name of this machine that a browser treats as another machine, as on a tablet: not a secure context.</summary>
    public const string FromATablet = "192.168.77.7";

    private static readonly string[] Flags =
    [
        $"--host-resolver-rules=MAP {FromATablet} 127.0.0.1",
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) return;
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Flags });
    }

    /// <summary>Opens the page in a new profile.</summary>
    /// <param name="address">The page's address.</param>
    /// <param name="look">Language, size and colours of the screen; null for English defaults.</param>
    /// <param name="before">A script that runs before the page's own scripts.</param>
    public async Task<Visitor> VisitAsync(Uri address, BrowserNewContextOptions? look = null, string? before = null)
    {
        if (_chromium is null) WithoutChromium();
        var context = await _chromium!.NewContextAsync(look ?? new() { Locale = "en" });
        if (before is not null) await context.AddInitScriptAsync(before);
        var visitor = new Visitor(await context.NewPageAsync());
        await visitor.Page.GotoAsync(address.ToString());
        return visitor;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null) await _chromium.DisposeAsync();
        _playwright?.Dispose();
    }

    private static void WithoutChromium()
    {
        var reason = $"There is no Chromium at {Program}: install it, or say where it is with CHROMIUM=<path>.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
