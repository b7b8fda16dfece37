using Interception.Server.Contracts;
using Microsoft.Playwright;

namespace Interception.Tests.Support;

/// <summary>A child at the page: does what a child does, and waits until it sees what it should see.</summary>
public sealed class Visitor(IPage page) : IAsyncDisposable
{
    /// <summary>The tab.</summary>
    public IPage Page => page;

    /// <summary>The run's id, as the page's address has it.</summary>
    public string RunId => new Uri(page.Url).Fragment["#run=".Length..];

    /// <summary>A part of the page by the name that outside checks use.</summary>
    public ILocator Find(string name) => page.GetByTestId(name);

    /// <summary>What is expected of a part of the page.</summary>
    public ILocatorAssertions Expect(string name) => Assertions.Expect(Find(name));

    /// <summary>Waits until the stage shows exactly this text.</summary>
    public Task SeesAsync(Stage stage, string text) => SeesAsync($"text-{stage}", "textContent", text);

    /// <summary>Waits for the pause, with exactly this interception to revise.</summary>
    public Task MayReviseAsync(string text) => SeesAsync("text-Interception", "value", text);

    /// <summary>Asks for translations.</summary>
    public async Task TranslateAsync(string idea, string interception)
    {
        await page.Locator("summary").ClickAsync();
        await Find("translateTo").SelectOptionAsync(idea);
        await Find("translateOutputTo").SelectOptionAsync(interception);
    }

    /// <summary>Types an idea and presses Start.</summary>
    public async Task StartAsync(string idea = "a blue bird on a fence", string rules = "")
    {
        await Find("idea").FillAsync(idea);
        await Find("rules").FillAsync(rules);
        await PressAsync("start");
    }

    /// <summary>Presses a button.</summary>
    public Task PressAsync(string name) => Find(name).ClickAsync();

    /// <summary>Leaves, and takes all traces along.</summary>
    public async ValueTask DisposeAsync() => await page.CloseAsync();

    /// <summary>Looks at every frame; Playwright's own expectations look seldom, but say what they saw.</summary>
    private async Task SeesAsync(string name, string property, string text)
    {
        const string shows =
            "([name, property, text]) => document.querySelector(`[data-testid=${name}]`)?.[property] === text";
        try
        {
            await page.WaitForFunctionAsync(shows, new[] { name, property, text }, new() { Timeout = 20_000 });
        }
        catch (TimeoutException)
        {
            await Expect(name).ToHaveJSPropertyAsync(property, text, new() { Timeout = 1 });
        }
    }
}
