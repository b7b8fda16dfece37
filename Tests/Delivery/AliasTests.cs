using System.Net;
using System.Net.Http.Json;
using Interception.Tests.Delivery.Access;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Delivery;

/// <summary>The names that callers give to their stage streams: a session's own, or an address's for all there who have none.</summary>
public sealed class AliasTests : IAsyncDisposable
{
    private const string Box = "/api/text_stream/stage1/box";
    private const string Asks = Box + "?prompt=a+blue+bird";

    private readonly App _app = new(null, ("Proxies:Known:0", "127.0.0.1"), ("Limits:StartsPerMinute", "100"), ("Limits:ConnectionsPerSecond", "1000"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000), InlineData(true), InlineData(false)]
    public async Task Thirty_boxes_with_the_same_name_are_thirty_runs(bool sameWords)
    {
        var runs = new HashSet<string>();
        for (var n = 0; n < 30; n++)
        {
            using var box = _app.CreateClient();
            (await box.NegotiateAsync()).EnsureSuccessStatusCode();
            var asks = sameWords ? Asks : $"{Box}?prompt=bird+{n}";
            var run = await RunOfAsync(box, asks);
            runs.Add(run);

            (await RunOfAsync(box, asks)).Should().Be(run);
            (await RunOfAsync(box, Box)).Should().Be(run);
        }

        runs.Should().HaveCount(30);
        _app.Controls().List().Should().HaveCount(30);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_session_that_says_the_name_again_with_other_words_is_refused_and_one_that_never_said_it_finds_nothing()
    {
        using var child = _app.Child();
        using var other = _app.Child();
        await RunOfAsync(child, Asks);

        foreach (var differs in new[] { "?prompt=a+red+bird", "?prompt=a+blue+bird&context=from+below", "?prompt=a+blue+bird&style_prompt=calm" })
            (await child.GetAsync(Box + differs, Token)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await child.PostAsJsonAsync(Box, new { text = "a blue bird" }, Token)).StatusCode.Should().Be(HttpStatusCode.OK, "text is prompt");
        (await other.GetAsync(Box, Token)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        _app.Controls().List().Should().ContainSingle();
    }

    [Fact(Timeout = 30_000)]
    public async Task Those_at_an_address_without_a_session_share_their_names()
    {
        using var curl = _app.Script().At("192.0.2.7");
        using var again = _app.Script().At("192.0.2.7");
        using var child = _app.Child().At("192.0.2.7");
        using var elsewhere = _app.Script().At("192.0.2.8");
        var run = await RunOfAsync(curl, Asks);

        (await RunOfAsync(again, Asks)).Should().Be(run);
        (await RunOfAsync(again, Box)).Should().Be(run);
        (await again.GetAsync(Box + "?prompt=a+red+bird", Token)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await elsewhere.GetAsync(Box, Token)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await child.GetAsync(Box, Token)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await RunOfAsync(elsewhere, Asks)).Should().NotBe(run);
        (await RunOfAsync(child, Asks)).Should().NotBe(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_box_whose_first_call_brought_it_its_session_comes_back_to_its_run()
    {
        using var box = _app.CreateClient();
        var messages = await StageStreams.ReadAsync(box, Asks).ToListAsync(Token);
        var run = messages[0].Data.GetProperty("run_id").GetString()!;

        (await RunOfAsync(box, Asks)).Should().Be(run);
        (await RunOfAsync(box, Box)).Should().Be(run);
        (await StageStreams.ReadAsync(box, Asks, messages.First(message => message.Name == "chunk").Id).LastAsync(Token)).Name.Should().Be("complete");
        (await box.GetAsync(Box + "?prompt=a+red+bird", Token)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await RunOfAsync(box, Box + "2?prompt=a+red+bird")).Should().NotBe(run, "another name is its own");
    }

    [Fact(Timeout = 30_000)]
    public async Task Boxes_that_a_page_opens_at_once_before_it_has_a_session_all_come_back_to_their_runs()
    {
        _app.Ollama.OnText(_ => Script.StallBeforeHeaders());
        using var page = _app.CreateClient();
        string[] boxes = ["/api/text_stream/stage2/one?prompt=a+bird", "/api/text_stream/stage2/two?prompt=a+cat", "/api/text_stream/stage2/three?prompt=a+dog"];
        // At once: none has an answer, and so a cookie, when it asks.
        var runs = await Task.WhenAll(boxes.Select(box => RunOfAsync(page, box)));

        runs.Should().OnlyHaveUniqueItems();
        foreach (var (box, run) in boxes.Zip(runs))
            (await RunOfAsync(page, box)).Should().Be(run, "the line has not moved: it keeps its place");
        foreach (var run in runs) await _app.Controls().StopAsync(run);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_a_first_call_leaves_behind_is_for_its_own_address_alone()
    {
        using var box = _app.Script();
        var answer = await box.GetAsync(Asks, Token);

        var left = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("interception-stream=", StringComparison.Ordinal));

        left.Should().Contain($"path={Box};").And.Contain("httponly").And.Contain("samesite=strict").And.NotContain("bird");
        (await box.AskAsync(HttpMethod.Get, "/api/text_stream/stage1/another", ("Cookie", left.Split(';')[0]))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await box.AskAsync(HttpMethod.Get, "/api/text_stream/stage1/another", ("Cookie", "interception-stream=made-up"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_refused_first_call_brings_a_session_so_that_the_next_try_is_its_own()
    {
        using var first = _app.CreateClient();
        using var box = _app.CreateClient();
        var run = await RunOfAsync(first, Asks);

        (await box.GetAsync(Box + "?prompt=a+red+bird", Token)).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await RunOfAsync(box, Box + "?prompt=a+red+bird")).Should().NotBe(run);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<string> RunOfAsync(HttpClient http, string url) =>
        (await StageStreams.ReadAsync(http, url).FirstAsync(Token)).Data.GetProperty("run_id").GetString()!;
}
