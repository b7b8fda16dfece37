using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Microsoft.Playwright;

namespace Interception.Tests.Page;

/// <summary>A stage that the page has never heard of has its panel, its text and its name there all the same.</summary>
[Collection(typeof(InTheBrowser))]
public class FurtherStagePageTests(Browser browser)
{
    [Fact(Timeout = 60_000)]
    public async Task A_child_goes_through_five_stages()
    {
        await using var app = new App { Parts = services => services.AddStage<EncoreStage>() };
        await using var child = await browser.VisitAsync(app.Listen(), Screens.Still);
        await Assertions.Expect(child.Page.Locator("[data-testid^=text-]")).ToHaveCountAsync(5);

        await child.StartAsync();
        await child.MayReviseAsync(ScriptedOllama.Text);
        await child.PressAsync("continue");

        await child.SeesAsync(Stage.Output, ScriptedOllama.Text);
        await child.SeesAsync(EncoreStage.Name, ScriptedOllama.Text);
        await child.Expect("tab-SmallEncore").ToHaveTextAsync("Small Encore");
        child.Complaints.Should().BeEmpty();
    }
}
