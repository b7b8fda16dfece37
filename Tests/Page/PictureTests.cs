using System.Diagnostics;
using System.Globalization;
using Interception.Tests.Deployment;
using Interception.Tests.Support;

namespace Interception.Tests.Page;

/// <summary>The moving picture in the README: the page in a real browser, types what a real run writes.</summary>
[Collection(typeof(InTheBrowser))]
public sealed class PictureTests(Browser browser)
{
    private const string Picture = "Client.Web/docs/page.webp";

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(18);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(150);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000, Explicit = true)]
    public async Task The_picture_in_the_readme_is_recorded_from_a_run_in_practice()
    {
        var join = Needs.Program("img2webp");
        var frames = Directory.CreateTempSubdirectory("page-");
        await using var app = new App(null, ("Practice:Mode", "Always"));
        await using var child = await browser.VisitAsync(app.Listen(), new() { Locale = "en", ViewportSize = new() { Width = 900, Height = 760 } });
        var recording = RecordAsync(child, frames.FullName);

        await child.Find("rules").FillAsync("Everything is seen from below. Small things become very large.");
        await child.Find("idea").PressSequentiallyAsync("a blue bird on a fence", new() { Delay = 30 });
        await child.PressAsync("start");
        var shown = await recording;

        await ChildProcess.RunAsync([join, "-loop", "0", "-lossy", "-q", "55", .. shown, "-o", Path.Combine(Repository.Root, Picture)]);
        frames.Delete(recursive: true);
    }

    [Fact]
    public void The_picture_in_the_readme_moves_and_is_smaller_than_a_megabyte()
    {
        var picture = File.ReadAllBytes(Path.Combine(Repository.Root, Picture));

        Repository.Text("README.md").Should().Contain($"]({Picture})");
        picture.Length.Should().BeLessThan(1_000_000);
        picture.AsSpan().IndexOf("ANMF"u8).Should().BePositive("it has frames");
    }

    /// <summary>Takes what is to be seen, again and again, with how long each was to be seen: a busy machine takes fewer.</summary>
    private static async Task<List<string>> RecordAsync(Visitor child, string folder)
    {
        var (clock, shown) = (Stopwatch.StartNew(), new List<string>());
        while (clock.Elapsed < Length)
        {
            var (file, begun) = (Path.Combine(folder, $"{shown.Count:D4}.png"), clock.Elapsed);
            await child.Page.ScreenshotAsync(new() { Path = file });
            var rest = Every - (clock.Elapsed - begun);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, Cancel);
            shown.AddRange(["-d", ((int)(clock.Elapsed - begun).TotalMilliseconds).ToString(CultureInfo.InvariantCulture), file]);
        }
        return shown;
    }
}
