using System.Text.Json;

namespace Interception.Tests.Support.Engines;

/// <summary>A tab of Chromium that can be hidden as in a window that is put away. Playwright's cannot: it keeps every tab visible.</summary>
internal sealed class ChromiumTab : IAsyncDisposable
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("chromium-");
    private readonly ChildProgram _chromium;
    private readonly BidiSocket _browser = new(), _tab = new();
    private int _window;

    private ChromiumTab() => _chromium = ChildProgram.Start([], Browser.Program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en", "--accept-lang=en",
        "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a Chromium of its own.</summary>
    public static async Task<ChromiumTab> StartAsync()
    {
        var tab = new ChromiumTab();
        var address = new Uri(await tab._chromium.ErrorsSayAsync(@"listening on (ws://\S+)"));
        await tab._browser.ConnectAsync(address);
        var target = (await tab._browser.AskAsync("Target.createTarget", new { url = "about:blank" })).GetProperty("targetId").GetString();
        await tab._tab.ConnectAsync(new(address, $"/devtools/page/{target}"));
        tab._window = (await tab._browser.AskAsync("Browser.getWindowForTarget", new { targetId = target })).GetProperty("windowId").GetInt32();
        return tab;
    }

    /// <summary>Opens an address.</summary>
    public Task OpenAsync(Uri address) => _tab.AskAsync("Page.navigate", new { url = address });

    /// <summary>Puts the window away, or brings it back.</summary>
    public Task HideAsync(bool isHidden) =>
        _browser.AskAsync("Browser.setWindowBounds", new { windowId = _window, bounds = new { windowState = isHidden ? "minimized" : "normal" } });

    /// <summary>Says what an expression of JavaScript comes to.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await _tab.AskAsync("Runtime.evaluate", new { expression, returnByValue = true });
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        late.CancelAfter(Patience);
        while (!await IsTrueAsync(expression))
        {
            if (late.IsCancellationRequested) throw new TimeoutException($"{expression}: {await EvaluateAsync("document.body.innerText")}");
            await Task.Delay(AMoment, Cancel);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _tab.Dispose();
        _chromium.Dispose();
        _profile.Delete(recursive: true);
        return default;
    }

    private async Task<bool> IsTrueAsync(string expression)
    {
        try
        {
            return (await EvaluateAsync(expression)).ValueKind == JsonValueKind.True;
        }
        catch (InvalidOperationException)
        {
            // Between two pages there is nothing to ask.
            return false;
        }
    }
}
