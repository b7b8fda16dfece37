using System.Diagnostics;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;
using Interception.Tests.Support.Proxies;

namespace Interception.Tests.Page;

/// <summary>A school's network, in which sockets connect and say nothing and events are held back.</summary>
[Collection(typeof(InTheBrowser))]
public class FilteredNetworkTests(Browser browser)
{
    [Fact(Timeout = 90_000)]
    public async Task With_sockets_and_events_mute_the_first_letter_is_there_within_15_seconds_and_on_the_next_visit_at_once()
    {
        await using var app = new App();
        app.Ollama.OnText(_ => Script.Tokens("A blue ", "bird."));
        var server = app.Listen();
        await using var filter = await FilteringProxy.StartAsync(server, Manner.Mute, Manner.Mute);
        // What a first run costs a server is not the network's.
        await using (var neighbour = await browser.VisitAsync(server, Screens.Still)) await ReadAsync(neighbour);
        await using var child = await browser.VisitAsync(filter.Address, Screens.Still);

        (await ReadAsync(child)).Should().BeLessThan(TimeSpan.FromSeconds(15));
        filter.Held.Should().Be(2, "both were tried");
        await child.Page.ReloadAsync();
        await ReadAsync(child);
        filter.Held.Should().Be(2, "neither was tried again");
    }

    /// <returns>From the click to the text.</returns>
    private static async Task<TimeSpan> ReadAsync(Visitor child)
    {
        var clicked = Stopwatch.GetTimestamp();
        await child.StartAsync();
        await child.MayReviseAsync("A blue bird.");
        return Stopwatch.GetElapsedTime(clicked);
    }
}
