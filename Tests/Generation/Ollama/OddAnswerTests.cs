using Interception.Server.Generation;
using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>Odd answers that are whole all the same.</summary>
public sealed class OddAnswerTests : OllamaTest
{
    private const string Last = """{"message":{"content":""},"done":true,"done_reason":"stop"}""";

    public static TheoryData<string, Script, string, string> Odd => new()
    {
        { "text on the last line", Script.Tokens("a").Done("stop", " b"), "a b", "" },
        { "a lonely last line", Script.Tokens().Done("stop", "a"), "a", "" },
        { "many equal tokens", Script.Tokens(Enumerable.Repeat(" echo", 40)), string.Concat(Enumerable.Repeat(" echo", 40)), "" },
        { "lines without a piece", Script.Tokens("", "a", "", "b"), "ab", "" },
        { "mark, blank lines, carriage returns", Script.Lines("\uFEFF" + Line("a") + "\r", "", "\r", " ", Line("b"), Last + "\r"), "ab", "" },
        { "a long line", Script.Tokens(new string('a', 64 * 1024)), new string('a', 64 * 1024), "" },
        { "escaped characters", Script.Lines(Line("\\u003cb\\u003e \\ud83d\\udc08"), Last), "<b> 🐈", "" },
        { "thought and text in one line", Script.Lines("""{"message":{"content":"b","thinking":"a"},"done":false}""", Last), "b", "a" },
        { "thinking aloud", Script.Tokens("<th", "ink>", "Hm", ". </", "think>", "Once"), "Once", "Hm. " },
        { "nearly thinking aloud", Script.Tokens(" <", "th"), " <th", "" },
        { "something after the end", Script.Lines(Line("a"), Last, Line("b")), "a", "" },
        { "as one document", Script.Status(200, """{"message":{"content":"a"},"done":true,"done_reason":"stop"}"""), "a", "" },
    };

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Odd))]
    public async Task An_odd_answer_is_read_as_it_was_meant(string what, Script script, string text, string thought)
    {
        Ollama.EnqueueText(script);

        var pieces = await AnswerAsync();

        All(pieces, GeneratedKind.Text).Should().Be(text, what);
        All(pieces, GeneratedKind.Thinking).Should().Be(thought, what);
        pieces[^1].Kind.Should().Be(GeneratedKind.Figures);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_figures_are_the_model_s_own()
    {
        Ollama.EnqueueText(Script.Recording("0.32.15/chat-json-schema-stream.http"));

        var figures = (await AnswerAsync())[^1].Figures;

        figures.Should().Be(new ModelFigures(
            8, TimeSpan.FromTicks(5060), 63, TimeSpan.FromTicks(154830), TimeSpan.FromTicks(16271))
        {
            TotalTime = TimeSpan.FromTicks(194295),
        });
    }

    [Fact(Timeout = 10_000)]
    public async Task Pieces_come_as_the_model_writes_them()
    {
        var turnstile = new Turnstile();
        Ollama.EnqueueText(Script.Tokens(ScriptedOllama.Tokens).InLockStep(turnstile));
        await using var pieces = Stream().GetAsyncEnumerator(Cancel);

        foreach (var token in ScriptedOllama.Tokens)
        {
            turnstile.Release();
            (await pieces.MoveNextAsync()).Should().BeTrue();
            pieces.Current.Text.Should().Be(token);
        }
    }

    private static string Line(string content) => $$$"""{"message":{"content":"{{{content}}}"},"done":false}""";
}
