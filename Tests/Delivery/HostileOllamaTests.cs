using System.IO.Compression;
using System.Text;
using Interception.Server.Contracts;
using Interception.Tests.Support;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Delivery;

/// <summary>An Ollama that is broken, or is none: each ends as a code, and nothing of it reaches a client.</summary>
public class HostileOllamaTests
{
    private const string Secret = "/root/.ollama/models/blobs/sha256-6a0746a1ec1a";
    private const string Last = """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}""";

    public static TheoryData<string, Script, string> Hostile => new()
    {
        { "a line of 10 MB", Script.Lines(Line(new string('a', 10_000_000)), Last), Codes.ProviderUnavailable },
        { "10 MB without a line end", Script.Status(200, new string('{', 10_000_000), "application/x-ndjson"), Codes.ProviderUnavailable },
        { "a gzip bomb", Script.Body(200, Bomb(), "application/x-ndjson", "Content-Encoding: gzip"), Codes.ProviderUnavailable },
        { "a page", Script.Status(200, $"<html>{Secret}</html>", "text/html"), Codes.ProviderUnavailable },
        { "a redirect to another host", Script.Status(302, "", "text/plain", "Location: http://169.254.169.254/latest"), Codes.ProviderUnavailable },
        { "an error that names a path", Script.Error(500, $"open {Secret}: no such file"), Codes.ProviderUnavailable },
        { "an error line that names a path", Script.Tokens("a ", "bird").ThenErrorLine($"read {Secret}: i/o error"), Codes.ProviderInterrupted },
        { "content is a number", Script.Lines("""{"message":{"content":7},"done":false}""", Last), Codes.ProviderUnavailable },
        { "content is null all the way", Script.Lines("""{"message":{"content":null},"done":false}""", Last), Codes.ProviderInterrupted },
        { "no message at all", Script.Lines("""{"done":false}""", Last), Codes.ProviderInterrupted },
        { "not a number", Script.Lines("""{"message":{"content":"a"},"done":false,"eval_count":NaN}""", Last), Codes.ProviderUnavailable },
        { "endless thoughts, then the limit", Script.Tokens().ThinkingFirst(Enumerable.Repeat("hm ", 5_000)).Done("length"), Codes.Truncated },
    };

    [Theory(Timeout = 60_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Hostile))]
    public async Task A_hostile_answer_ends_as_a_code_and_says_nothing_of_itself(string what, Script script, string code)
    {
        await using var app = new App();
        app.Ollama.OnText(_ => script);
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAllAsync();

        var ending = await hub.Invoking(_ => hub.TextAsync(Stage.Interception, run.RunId))
            .Should().ThrowAsync<Microsoft.AspNetCore.SignalR.HubException>();

        ending.Which.Code().Should().Be(code, what);
        ending.Which.Message.Should().NotContain("blobs").And.NotContain("ollama").And.NotContain("169.254");
    }

    public static TheoryData<string, Script, string> OddButWhole => new()
    {
        { "carriage returns and a byte order mark", Script.Lines("\uFEFF" + Line("a bird") + "\r", "\r", Last + "\r"), "a bird" },
        { "negative counts", Script.Lines(Line("a bird"), Last.Replace("\"done\":true", "\"done\":true,\"eval_count\":-4,\"total_duration\":-1")), "a bird" },
        { "a NUL in the text", Script.Lines(Line("a\\u0000bird"), Last), "abird" },
        { "HTML is text", Script.Lines(Line("\\u003cimg src=x onerror=alert(1)\\u003e"), Last), "<img src=x onerror=alert(1)>" },
    };

    [Theory(Timeout = 60_000, DisableDiscoveryEnumeration = true), MemberData(nameof(OddButWhole))]
    public async Task An_odd_answer_that_is_whole_arrives_as_it_is(string what, Script script, string text)
    {
        await using var app = new App();
        app.Ollama.OnText(_ => script);
        await using var hub = await app.ConnectAsync();
        var run = await hub.StartAllAsync();

        (await hub.TextAsync(Stage.Interception, run.RunId)).Should().Be(text, what);
    }

    private static string Line(string content) => $$"""{"model":"m","message":{"role":"assistant","content":"{{content}}"},"done":false}""";

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(Encoding.UTF8.GetBytes(new string(' ', 100_000_000)));
        return packed.ToArray();
    }
}
