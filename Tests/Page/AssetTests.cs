using System.IO.Compression;
using System.Text.RegularExpressions;
using Interception.Tests.Support;

namespace Interception.Tests.Page;

/// <summary>How the built page travels: small, once, and never in the way of what streams.</summary>
public sealed partial class AssetTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const int FirstLoad = 75_000;
    private const int OfTheClass = 4_000;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "page");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Assets =>
        [.. Directory.GetFiles(Path.Combine(Folder, "assets")).Select(file => "assets/" + Path.GetFileName(file))];

    [Theory(Timeout = 30_000), MemberData(nameof(Assets))]
    public async Task A_hashed_file_is_compressed_on_the_way_and_kept_for_ever(string asset)
    {
        using var response = await AskAsync(asset, "gzip");

        response.Headers.GetValues("Cache-Control").Should().Equal("public, max-age=31536000, immutable");
        response.Headers.Vary.Should().Contain("Accept-Encoding");
        response.Content.Headers.ContentEncoding.Should().Equal("gzip");
        await using var unzipped = new GZipStream(await response.Content.ReadAsStreamAsync(Cancel), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await unzipped.CopyToAsync(whole, Cancel);
        whole.ToArray().Should().Equal(await File.ReadAllBytesAsync(Path.Combine(Folder, asset), Cancel));
    }

    [Theory(Timeout = 30_000), MemberData(nameof(Assets))]
    public async Task A_browser_that_knows_brotli_gets_it_and_one_that_knows_nothing_gets_the_file(string asset)
    {
        using var modern = await AskAsync(asset, "gzip, deflate, br, zstd");
        using var old = await AskAsync(asset, "identity");

        modern.Content.Headers.ContentEncoding.Should().Equal("br");
        old.Content.Headers.ContentEncoding.Should().BeEmpty();
        old.Content.Headers.ContentLength.Should().Be(new FileInfo(Path.Combine(Folder, asset)).Length);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_page_itself_is_asked_for_anew_each_time_so_that_a_new_version_arrives()
    {
        using var response = await AskAsync("", "br");

        response.Headers.GetValues("Cache-Control").Should().Equal("no-cache");
        response.Content.Headers.ContentEncoding.Should().BeEmpty("it carries the session");
        response.Headers.ETag.Should().NotBeNull();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("api/config")]
    [InlineData("api/presets?lang=de")]
    [InlineData("api/text_stream/stage1/asset-tests?prompt=a+blue+bird")]
    [InlineData("health/live")]
    public async Task What_streams_or_tells_of_a_run_is_never_compressed(string path)
    {
        using var response = await AskAsync(path, "gzip, br");

        response.Content.Headers.ContentEncoding.Should().NotContain(["gzip", "br"]);
    }

    [Fact]
    public void A_child_s_page_is_at_most_75_kB_of_script_in_whatever_language()
    {
        var index = File.ReadAllText(Path.Combine(Folder, "index.html"));
        var scripts = Script().Matches(index).Select(script => script.Groups[1].Value).ToList();

        var words = Directory.GetFiles(Path.Combine(Folder, "assets"), "*.js").Where(file => Language().IsMatch(Path.GetFileName(file))).ToList();
        var forms = Directory.GetFiles(Path.Combine(Folder, "assets"), "wordForms-*.js").Single();

        var bytes = scripts.Sum(script => Zipped(Path.Combine(Folder, script))) + words.Max(Zipped) + Zipped(forms);

        TestContext.Current.TestOutputHelper!.WriteLine($"First load: {scripts.Count} script files, {bytes:N0} bytes gzip.");
        scripts.Should().NotBeEmpty();
        words.Should().HaveCount(8, "each language is a file of its own, of which a page loads one");
        bytes.Should().BeLessThanOrEqualTo(FirstLoad);
    }

    [Fact]
    public void The_class_costs_a_child_s_page_at_most_4_kB_of_script_of_its_own()
    {
        var strip = Directory.GetFiles(Path.Combine(Folder, "assets"), "ClassroomStrip-*.js").Should().ContainSingle().Which;

        TestContext.Current.TestOutputHelper!.WriteLine($"The class: {Zipped(strip):N0} bytes gzip.");
        Zipped(strip).Should().BeLessThanOrEqualTo(OfTheClass);
    }

    private Task<HttpResponseMessage> AskAsync(string path, string encodings) =>
        shared.App.CreateClient().SendAsync(
            new(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "Accept-Encoding", encodings } } },
            HttpCompletionOption.ResponseHeadersRead, Cancel);

    private static long Zipped(string file)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(File.ReadAllBytes(file));
        return zipped.Length;
    }

    [GeneratedRegex(@"^[a-z]{2}-[\w-]+\.js$")]
    private static partial Regex Language();

    /// <summary>What the page loads at once: its script, and the modules that it says are needed.</summary>
    [GeneratedRegex("""(?:src|href)="\./([^"]+\.js)""")]
    private static partial Regex Script();
}
