using System.Collections.Concurrent;
using Interception.Server.Contracts;
using Microsoft.Playwright;

namespace Interception.Tests.Support;

/// <summary>A child at the page: does what a child does, and waits until the page shows it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _complaints = new();

    internal Visitor(IPage page)
    {
        _page = page;
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue(message.Text);
        };
        page.Request += (_, request) =>
        {
            var host = new Uri(request.Url).Host;
            if (page.Url.StartsWith("http", StringComparison.Ordinal) && host.Length > 0 && host != new Uri(page.Url).Host)
                _complaints.Enqueue($"It asked {request.Url}.");
        };
    }

    /// <summary>The tab.</summary>
    public IPage Page => _page;

    /// <summary>Errors and warnings of the browser, and requests to other hosts.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>The run's id, from the page's address.</summary>
    public string RunId => new Uri(_page.Url).Fragment["#run=".Length..];

    /// <summary>A part of the page by its <c>data-testid</c>.</summary>
    public ILocator Find(string name) => _page.GetByTestId(name);

    /// <summary>An assertion about a part of the page.</summary>
    public ILocatorAssertions Expect(string name) => Assertions.Expect(Find(name));

    /// <summary>Waits until the stage shows exactly this text.</summary>
    public Task SeesAsync(Stage stage, string text) => SeesAsync($"text-{stage}", "textContent", text);

    /// <summary>Waits for the pause, with exactly this interception to revise.</summary>
    public Task MayReviseAsync(string text) => SeesAsync("text-Interception", "value", text);

    /// <summary>Asks for translations.</summary>
    public async Task TranslateAsync(string idea, string interception)
    {
        await _page.Locator("summary").First.ClickAsync();
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

    /// <summary>Opens what is folded.</summary>
    public Task OpenAsync(string name) => Find(name).Locator("summary").ClickAsync();

    /// <summary>Presses a button.</summary>
    public Task PressAsync(string name) => Find(name).ClickAsync();

    /// <summary>Opens a second tab beside this one, at this address or another.</summary>
    public async Task<Visitor> BesideAsync(string? address = null)
    {
        var beside = new Visitor(await _page.Context.NewPageAsync());
        await beside.Page.GotoAsync(address ?? _page.Url);
        return beside;
    }

    /// <summary>Leaves with all tabs and deletes all data.</summary>
    public async ValueTask DisposeAsync() => await _page.Context.CloseAsync();

    /// <summary>Looks at every frame; Playwright's own expectations look seldom, but say what they saw.</summary>
    private async Task SeesAsync(string name, string property, string text)
    {
        const string shows =
            "([name, property, text]) => document.querySelector(`[data-testid=${name}]`)?.[property] === text";
        try
        {
            await _page.WaitForFunctionAsync(shows, new[] { name, property, text }, new() { Timeout = 20_000 });
        }
        catch (TimeoutException)
        {
            await Expect(name).ToHaveJSPropertyAsync(property, text, new() { Timeout = 1 });
        }
    }
}
