using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Page;

/// <summary>A tablet opens <c>http://192.168...</c>: not a secure context, so without clipboard API and <c>crypto.randomUUID</c>.</summary>
[Collection(typeof(InTheBrowser))]
public class TabletTests(Browser browser)
{
    [Fact(Timeout = 60_000)]
    public async Task On_a_tablet_a_run_works_and_its_text_can_be_copied()
    {
        await using var app = new App();
        var tablet = new UriBuilder(app.Listen()) { Host = Browser.FromATablet }.Uri;
        await using var child = await browser.VisitAsync(tablet, Screens.Sized(820, 1180, touch: true));
        (await child.Page.EvaluateAsync<bool>("() => isSecureContext || 'clipboard' in navigator || 'randomUUID' in crypto"))
            .Should().BeFalse();

        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("continue");
        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);
        // Only the piece can be saved: from here on the last copy button is its own, and no longer the interception's, whose tab is closed.
        await child.Expect("save").ToBeVisibleAsync();
        await child.Find("copy").Last.TapAsync();
        await child.Find("idea").FillAsync("");
        await child.Find("idea").PressAsync("Control+V");

        await child.Expect("idea").ToHaveValueAsync(ScriptedOllama.Text);
        child.Complaints.Should().BeEmpty();
    }
}
