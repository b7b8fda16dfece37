using System.Text;
using Interception.Server.Generation;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>Server-sent events in every form that the standard allows, and bytes however they are cut.</summary>
public sealed class EventFormTests : OpenAiTest
{
    private const string Text = "Ein Ei 🐈";

    private static readonly string Piece = Chunks.Text(Text);
    private static readonly string End = Chunks.Finish("stop") + "\n\ndata: [DONE]\n\n";
    private static readonly string[] OverLines =
    [
        """data: {"choices":""", """data: [{"index":0,"delta":""", """data:   {"content":"Ein Ei 🐈"},""", """data: "finish_reason":null}]""", "data: }", "", "",
    ];

    public static TheoryData<string, string> Forms => new()
    {
        { "plain", $"{Piece}\n\n{End}" },
        { "CRLF", $"{Piece}\n\n{End}".Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "no blank line between events", $"{Piece}\n{End}" },
        { "many of them", $"\n\n\n{Piece}\n\n\n\n\n{End}" },
        { "comments everywhere", $": OPENROUTER PROCESSING\n\n:\n:ping\n{Piece}\n: ping\n\n{End}" },
        { "no space behind the colon", $"{Piece}\n\n{End}".Replace("data: ", "data:", StringComparison.Ordinal) },
        { "many spaces", $"{Piece}\n\n{End}".Replace("data: ", "data:   \t ", StringComparison.Ordinal) },
        { "data of nothing", $"data\n\ndata:\n\ndata: \n\n{Piece}\n\n{End}" },
        { "named events with ids", $"event: chunk\nid: 7\nretry: 3000\n{Piece}\n\nevent\nid\n\n{End}" },
        { "fields that nobody knows", $"trace-id: 4:2\n{Piece}\nx_y: {{}}\n\n{End}" },
        { "an event over several lines", string.Join('\n', OverLines) + End },
        { "the same with CRLF", string.Join("\r\n", OverLines) + End },
        { "deltas of nothing to keep the line alive", $"{Chunks.Delta("{}")}\n\n{Chunks.Delta("""{"content":""}""")}\n\n{Chunks.Delta("""{"content":null,"role":"assistant"}""")}\n\n{Piece}\n\n{End}" },
        { "no choices before and after", $$"""data: {"choices":[],"prompt_filter_results":[{"prompt_index":0}]}{{"\n\n"}}{{Piece}}{{"\n\n"}}{{End}}""" },
        { "CR alone", $"{Piece}\n\n{End}".Replace('\n', '\r') },
        { "CR alone over several lines", string.Join('\r', OverLines) + End.Replace('\n', '\r') },
        { "all three ends of a line", $"{Piece}\r\r\n\n{Chunks.Finish("stop")}\r\n\rdata: [DONE]\r\r" },
        { "a byte order mark", $"\uFEFF{Piece}\n\n{End}" },
        { "no line end at the end", $"{Piece}\n\n{Chunks.Finish("stop")}\n\ndata: [DONE]" },
    };

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Forms))]
    public async Task An_answer_is_the_same_in_every_form_and_cut_anywhere(string form, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        foreach (var size in new[] { bytes.Length, 1, 3 })
        {
            Server.Enqueue(Answer.Bytes([.. HeadOf(), .. bytes.Chunk(size).SelectMany(ChunkOf), .. "0\r\n\r\n"u8]));

            var (pieces, failure) = await TryAnswerAsync();

            failure.Should().BeNull("{0}, in chunks of {1}", form, size);
            All(pieces, PieceKind.Text).Should().Be(Text);
        }
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "an error event", "event: error\ndata: {\"message\":\"boom\"}\n\n" },
        { "an error event in words", "event: error\ndata: boom\n\n" },
        { "an error with a code alone", "data: {\"error\":{\"code\":500}}\n\n" },
        { "an error of nothing", "data: {\"error\":{}}\n\n" },
        { "an error in a list", "data: {\"error\":[{\"message\":\"boom\"}]}\n\n" },
        { "an error with half a character", "data: {\"error\":{\"message\":\"boom \\ud83d\"}}\n\n" },
        { "an error over several lines", "data: {\"error\":\ndata: \"boom\"}\n\n" },
        { "an event that is not whole", "data: {\"choices\":[\n\n" },
        { "a page of a proxy", "<html>\n<p>502 Bad Gateway</p>\n</html>\n" },
        { "another's words", "upstream error: reset\n\n" },
    };

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true), MemberData(nameof(Broken))]
    public async Task What_breaks_a_stream_fails_it_with_its_status_and_counts_for_nothing_after_the_end(string what, string body)
    {
        Server.Enqueue(Raw(body), Raw($"{Piece}\n\n{body}"), Raw($"{Piece}\n\n{Chunks.Finish("stop")}\n\n{body}"));

        var (_, before) = await TryAnswerAsync();
        var (begun, after) = await TryAnswerAsync();
        var (whole, none) = await TryAnswerAsync();

        (before!.Failure, before.Status).Should().Be((GenerationFailure.Unavailable, 200), what);
        (after!.Failure, after.Status).Should().Be((GenerationFailure.Interrupted, 200), what);
        All(begun, PieceKind.Text).Should().Be(Text);
        none.Should().BeNull(what);
        All(whole, PieceKind.Text).Should().Be(Text);
    }

    public static TheoryData<string> Halves =>
    [
        """data: {"choices":[{"delta":{"content":"Ein Ei 🐈"},"finish_reason":"\ud83d"}]}""",
        """data: {"choices":[{"delta":{"content":"Ein Ei 🐈","tool_calls":[{"function":{"arguments":"\udc08"}}]},"finish_reason":"stop"}],"model":"\ud83d"}""",
        """data: {"\ud83d":1,"choices":[{"\udc08":{},"delta":{"\ud83d":"x","content":"Ein Ei \ud83d\udc08"},"finish_reason":"stop"}]}""",
        """data: {"choices":[{"delta":{"content":"Ein Ei 🐈","refusal":null},"finish_reason":"stop","logprobs":{"content":[{"token":"\ud83d"}]}}]}""",
        """data: {"choices":[{"delta":{"content":"Ein \u0000Ei 🐈","reasoning":"\ud83d"},"finish_reason":"stop"}]}""",
    ];

    [Theory(Timeout = 20_000), MemberData(nameof(Halves))]
    public async Task Half_a_character_anywhere_fails_no_answer(string line)
    {
        Server.Enqueue(Raw($"{line}\n\ndata: [DONE]\n\n"));

        All(await Stream().ToListAsync(Cancel), PieceKind.Text).Should().Be(Text);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("""[{"type":"reasoning","text":"hm"},{"type":"text","text":"Ein Ei 🐈"}]""")]
    [InlineData("""[{"text":"hm","type":"thinking"},{"type":"output_text","text":"Ein Ei 🐈"}]""")]
    [InlineData("""[{"type":"reasoning.text","text":"hm"},{"text":"Ein Ei 🐈"}]""")]
    [InlineData("""[{"type":"thought","text":[{"type":"text","text":"hm"}]},{"type":"text","text":"Ein Ei 🐈"}]""")]
    public async Task A_part_is_a_thought_where_its_type_says_so(string parts)
    {
        Server.Enqueue(Answer.Stream(Chunks.Delta($$"""{"content":{{parts}}}""")).Finish("stop"));

        var pieces = await Stream().ToListAsync(Cancel);

        (All(pieces, PieceKind.Thinking), All(pieces, PieceKind.Text)).Should().Be(("hm", Text));
    }

    private static Answer Raw(string body) => Answer.Bytes([.. HeadOf(), .. ChunkOf(Encoding.UTF8.GetBytes(body)), .. "0\r\n\r\n"u8]);

    private static byte[] HeadOf() => "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();

    private static byte[] ChunkOf(byte[] bytes) => [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];
}
