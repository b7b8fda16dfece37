using Interception.Tests.Support;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>Who cannot have the page is told so, instead of being shown a white one.</summary>
[Collection(typeof(InTheBrowser))]
public class OldBrowserTests(Browser browser, SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact(Timeout = 60_000)]
    public async Task Without_scripts_there_is_a_sentence()
    {
        await using var child = await browser.VisitAsync(
            shared.Address, new(Screens.Still) { JavaScriptEnabled = false });

        // Playwright's own expectations leave out what stands in a noscript.
        (await child.Page.Locator("body").InnerTextAsync()).Should().Contain("This page needs JavaScript");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_browser_that_lacks_something_reads_a_sentence_above_all()
    {
        await using var child = await browser.VisitAsync(
            shared.Address, Screens.Still, "delete Array.prototype.at");

        await child.Expect("not-started").ToBeVisibleAsync();
        await Assertions.Expect(child.Find("not-started")).ToBeInViewportAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_script_that_cannot_be_read_leaves_a_sentence()
    {
        var address = shared.Address;
        await using var child = await browser.VisitAsync(new(address, "favicon.svg"), Screens.Still);
        await child.Page.RouteAsync("**/assets/*.js", route => route.FulfillAsync(new()
        {
            ContentType = "text/javascript",
            Body = "/(?<is not read",
        }));
        await child.Page.GotoAsync(address.ToString());

        await child.Expect("not-started").ToContainTextAsync("Safari 15.4");
        await child.Expect("not-started").ToBeVisibleAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_browser_of_today_sees_the_page_alone()
    {
        await using var child = await browser.VisitAsync(shared.Address, Screens.Still);

        await child.Expect("idea").ToBeVisibleAsync();
        await child.Expect("not-started").ToBeHiddenAsync();
    }
}
