using Interception.Server.Generation;
using Interception.Tests.Support.OpenAi;

namespace Interception.Tests.Generation.OpenAi;

/// <summary>What real servers send besides plain pieces, read as it was meant.</summary>
public sealed class DialectTests : OpenAiTest
{
    public static TheoryData<string, Answer> Thoughts => new()
    {
        { "Mistral", Answer.Stream(Chunks.Thought("hm"), Chunks.Delta("""{"content":[{"type":"text","text":"Ei"}]}"""), Chunks.Text("n Ei")).Finish("stop") },
        { "both in one piece", Answer.Stream(Chunks.Delta("""{"content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"Ein Ei"}]}""")).Finish("stop") },
        { "llama.cpp", Answer.Stream(Chunks.Delta("""{"role":"assistant","content":null}"""), Chunks.Delta("""{"reasoning_content":"hm"}"""), Chunks.Text("Ein Ei")).Finish("stop") },
        { "vLLM", Answer.Stream(Chunks.Delta("""{"reasoning":"hm","reasoning_content":null}"""), Chunks.Text("Ein Ei")).Finish("stop") },
        { "under two names", Answer.Stream(Chunks.Delta("""{"reasoning":"hm","reasoning_content":"hm"}"""), Chunks.Text("Ein Ei")).Finish("stop") },
        { "aloud", Answer.Tokens("<th", "ink>hm", "</think>", "Ein Ei") },
    };

    public static TheoryData<string, Answer> WholeAnswers => new()
    {
        { "the end of the stream is enough after a reason", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Finish("stop")) },
        { "what follows the end is not waited for", Answer.Tokens("Ein Ei").ThenStall() },
        { "text on the last event", Answer.Stream(Chunks.Text("Ein"), Chunks.Finish("stop").Replace("\"content\":\"\"", "\"content\":\" Ei\""), "data: [DONE]") },
        { "usage without choices", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Finish("stop"), """data: {"usage":{"prompt_tokens":null,"completion_tokens":-4}}""", "data: [DONE]") },
        { "other fields and words that keep a connection alive", Answer.Stream(": ping", "event: message\nid: 1\nretry: 5\ndata: ", Chunks.Text("Ein Ei"), ": ping").Finish("stop") },
        { "a reason of no length on every event", Answer.Stream(Chunks.Text("Ein Ei").Replace(":null", ":\"\"")).Finish("stop") },
        { "no space after the colon, lines with CRLF", Answer.Stream(Chunks.Text("Ein Ei").Replace("data: ", "data:") + "\r\n\r").Finish("stop") },
        { "nothing where something is expected", Answer.Stream("""data: {"choices":[null]}""", Chunks.Delta("null"), Chunks.Delta("""{"content":[null,{"type":"text","text":"Ein Ei"}]}""")).Finish("stop") },
        { "a pair in two events", Answer.Stream(Chunks.Delta("""{"content":"Ein Ei"}"""), Chunks.Delta("""{"content":"\u0000"}""")).Finish("stop") },
        { "no refusal", Answer.Stream(Chunks.Delta("""{"content":"Ein Ei","refusal":null}"""), Chunks.Delta("""{"refusal":""}""")).Finish("stop") },
        { "silence after the reason", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Finish("stop")).ThenStall() },
        { "a reset after the reason", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Finish("stop")).ThenReset() },
        { "the connection's end after the reason", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Finish("eos")).ThenFin() },
        { "garbage after the reason", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Finish("STOP"), "data: <p>", "data: [DONE]") },
        { "an error after the reason", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Finish("end_turn"), """data: {"error":"boom"}""") },
        { "words that keep a connection alive after the reason", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Finish("stop"), ": ping", ": ping").ThenStall() },
        { "a reason that nobody knows", Answer.Stream(Chunks.Text("Ein Ei")).Finish("because") },
        { "text after an early reason", Answer.Stream(Chunks.Finish("length"), Chunks.Text("Ein"), Chunks.Text(" Ei")).Finish("stop") },
        { "text after an early reason that stands", Answer.Stream(Chunks.Text("Ein"), Chunks.Finish("stop"), Chunks.Text(" Ei"), "data: [DONE]") },
        { "figures after the reason", Answer.Stream(Chunks.Text("Ein Ei"), Chunks.Delta("{}").Replace("\"finish_reason\":null", "\"finish_reason\":\"stop\""), """data: {"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":2}}""").ThenStall() },
        { "a byte order mark", Answer.Stream("\uFEFF" + Chunks.Text("Ein Ei")).Finish("stop") },
    };

    [Theory(Timeout = 10_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Thoughts))]
    public async Task Thoughts_are_never_text(string from, Answer answer)
    {
        Server.Enqueue(answer);

        var pieces = await Stream().ToListAsync(Cancel);

        (All(pieces, PieceKind.Thinking), All(pieces, PieceKind.Text)).Should().Be(("hm", "Ein Ei"), from);
    }

    [Theory(Timeout = 10_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(WholeAnswers))]
    public async Task A_whole_answer_may_look_like_this(string what, Answer answer)
    {
        Server.Enqueue(answer);

        var pieces = await Stream().ToListAsync(Cancel);

        All(pieces, PieceKind.Text).Should().Be("Ein Ei", what);
        pieces[^1].Figures!.Tokens.Should().BeGreaterThanOrEqualTo(0);
    }

    [Fact(Timeout = 10_000)]
    public async Task What_the_server_counted_are_the_figures()
    {
        var pieces = await Stream().ToListAsync(Cancel);

        pieces[^1].Figures.Should().Be(new ModelUsage(11, default, 60, default, default));
    }
}
