using System.Net.WebSockets;
using System.Text;
using Interception.Tests.Delivery.Limits;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Delivery.Fuzz;

/// <summary>What is no frame, or no greeting: the connection is closed, the others and the process live.</summary>
public class BrokenFrameTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Greeting = """{"protocol":"json","version":1}""" + "\u001e";

    public static TheoryData<string, string> Greetings => new()
    {
        { "another protocol", """{"protocol":"evil","version":1}""" + "\u001e" },
        { "MessagePack, which is off", """{"protocol":"messagepack","version":1}""" + "\u001e" },
        { "another version", """{"protocol":"json","version":9}""" + "\u001e" },
        { "a call before the greeting", """{"type":1,"invocationId":"1","target":"StopRun","arguments":[null]}""" + "\u001e" },
        { "no JSON", "hello\u001e" },
        { "nothing but ends", new string('\u001e', 1_000) },
        { "a greeting of 100 kB", new string(' ', 100_000) + Greeting },
        { "a greeting 5,000 deep", new string('[', 5_000) + "\u001e" },
    };

    public static TheoryData<string, string> Frames => new()
    {
        { "no JSON", "hello\u001e" },
        { "an empty frame", "\u001e" },
        { "120 kB", $$"""{"type":1,"invocationId":"1","target":"StartRun","arguments":[{"text":"{{new string('a', 120_000)}}"}]}""" + "\u001e" },
        { "120 kB without an end", new string('a', 120_000) },
        { "an unknown field 70 deep", Deep(70) },
        { "an unknown field 5,000 deep", Deep(5_000) },
    };

    [Theory(Timeout = 60_000)]
    [InlineData("""{"type":99}""")]
    [InlineData("""{"type":-1,"invocationId":"","item":{},"result":{"a":1},"error":"x","sequenceId":-1}""")]
    public async Task A_frame_of_an_unknown_type_is_skipped_and_what_is_said_behind_it_is_heard(string frame)
    {
        using var socket = await RawSocket.GreetAsync(shared.Address);

        await socket.SayAsync($"{frame}\u001e{frame}\u001e");
        await socket.SayAsync($$$"""{{{frame}}}{{{'\u001e'}}}{"type":4,"invocationId":"the-end","target":"Probe","arguments":[1,1]}{{{'\u001e'}}}{{{frame}}}{{{'\u001e'}}}""");

        (await socket.HearAsync(heard => heard.Contains("the-end\"}", StringComparison.Ordinal))).Should().Contain("the-end\"}");
    }

    [Theory(Timeout = 60_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Greetings))]
    public async Task A_greeting_that_is_none_closes_the_connection(string what, string greeting)
    {
        using var socket = await RawSocket.ConnectAsync(shared.Address);

        await socket.SayAsync(greeting);

        (await socket.HearAsync()).Should().NotStartWith("{}", what);
        await ShouldServeAsync();
    }

    [Theory(Timeout = 60_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Frames))]
    public async Task A_frame_that_is_none_closes_the_connection(string what, string frame)
    {
        using var socket = await RawSocket.GreetAsync(shared.Address);

        await socket.TrySayAsync(Encoding.UTF8.GetBytes(frame));

        (await socket.HearAsync()).Should().NotContain("Exception", what);
        await ShouldServeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_no_UTF_8_closes_the_connection_and_is_not_answered()
    {
        using var socket = await RawSocket.GreetAsync(shared.Address);

        await socket.SayAsync([0xC3, 0x28, 0x1E]);
        (await socket.HearAsync()).Should().BeEmpty();

        // ASP.NET says why and resets the connection in one breath: the reset may overtake the word.
        (socket.Closed ?? WebSocketCloseStatus.InvalidPayloadData).Should().Be(WebSocketCloseStatus.InvalidPayloadData);
        await ShouldServeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Answers_to_questions_that_nobody_asked_are_heard_by_nobody()
    {
        using var socket = await RawSocket.GreetAsync(shared.Address);
        foreach (var type in new[] { """2,"invocationId":"7","item":1""", """3,"invocationId":"7","result":1""", """5,"invocationId":"7" """, "6" })
            await socket.SayAsync($$"""{"type":{{type}}}""" + '\x1e');

        await ShouldAnswerAsync(socket);
    }

    [Fact(Timeout = 60_000)]
    public async Task Compression_is_offered_and_not_taken()
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true, DangerousDeflateOptions = new() } };
        await socket.ConnectAsync(new UriBuilder(new Uri(shared.Address, "hubs/interception")) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);

        socket.HttpResponseHeaders!.Keys.Should().NotContain("Sec-WebSocket-Extensions");
    }

    private static string Deep(int depth) =>
        $$"""{"type":1,"invocationId":"1","target":"StopRun","arguments":[null],"x":{{new string('[', depth)}}{{new string(']', depth)}}}""" + "\u001e";

    private async Task ShouldServeAsync()
    {
        using var another = await RawSocket.GreetAsync(shared.Address);
        await ShouldAnswerAsync(another);
        shared.App.Log.Lines.Should().NotContain(line => line.Level >= LogLevel.Error);
    }

    private static async Task ShouldAnswerAsync(RawSocket socket)
    {
        await socket.SayAsync("""{"type":1,"invocationId":"9","target":"StopRun","arguments":[null]}""" + '\x1e');
        (await socket.HearAsync(heard => heard.Contains("\"9\"", StringComparison.Ordinal))).Should().Contain("run_not_found");
    }
}
