using Interception.Tests.Support;

namespace Interception.Tests.Page;

/// <summary>The first sight of the page.</summary>
[Collection(typeof(InTheBrowser))]
public class FirstLoadTests(Browser browser)
{
    /// <summary>Deferred scripts have run by then, so the form is there.</summary>
    private const string UsableAfter = """
        () => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd
        """;

    [Fact(Timeout = 60_000)]
    public async Task With_an_empty_cache_the_page_is_usable_within_a_second()
    {
        await using var app = new App();
        var address = app.Listen();
        var fastest = double.MaxValue;
        // Other tests keep the machine busy: one try in five that nobody disturbs is enough.
        for (var tries = 0; tries < 5 && fastest > 1_000; tries++)
        {
            await using var child = await browser.VisitAsync(address);
            await child.Find("idea").FillAsync("a blue bird");
            await child.Expect("start").ToBeEnabledAsync();
            fastest = Math.Min(fastest, await child.Page.EvaluateAsync<double>(UsableAfter));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"Usable after {fastest:N0} ms.");
        fastest.Should().BeLessThan(1_000);
    }
}
