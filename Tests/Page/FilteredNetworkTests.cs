using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Proxies;

namespace Interception.Tests.Page;

/// <summary>A school's network, in which sockets connect and say nothing and events are held back.</summary>
[Collection(typeof(InTheBrowser))]
public class FilteredNetworkTests(Browser browser)
{
    [Fact(Timeout = 60_000)]
    public async Task With_sockets_and_events_mute_the_first_letter_is_there_within_15_seconds_and_on_the_next_visit_at_once()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens("A blue ", "bird").ThenStall());
        await using var filter = await FilteringProxy.StartAsync(app.Listen(), Manner.Mute, Manner.Mute);
        await using var child = await browser.VisitAsync(filter.Address, Screens.Still);

        var first = await FirstLetterAsync(child);
        await child.PressAsync("stop");
        await child.Page.ReloadAsync();
        var next = await FirstLetterAsync(child);

        first.Should().BeLessThan(TimeSpan.FromSeconds(15));
        next.Should().BeLessThan(TimeSpan.FromSeconds(4));
    }

    private static async Task<TimeSpan> FirstLetterAsync(Visitor child)
    {
        var clicked = Stopwatch.GetTimestamp();
        await child.StartAsync();
        await child.SeesAsync(Stage.Interception, "A blue bird");
        return Stopwatch.GetElapsedTime(clicked);
    }
}
