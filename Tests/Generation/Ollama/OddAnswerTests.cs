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
        { "channels", Script.Tokens("<|channel|>analysis<|mes", "sage|>Hm<|end|><|start|>assistant<|channel|>final<|message|>", "Once"), "Once", "Hm" },
        { "something after the end", Script.Lines(Line("a"), Last, Line("b")), "a", "" },
        { "a pair in two lines", Script.Lines(Line("a\\ud83d"), Line("\\udc08"), Last), "a🐈", "" },
        { "half a character", Script.Lines(Line("a\\ud83d"), Line("b"), Last), "a\uFFFDb", "" },
        { "half a character at the end", Script.Lines(Line("a\\ud83d"), Last), "a\uFFFD", "" },
        { "half a character in a thought", Script.Lines("""{"message":{"thinking":"a\ud83d"},"done":false}""", Line("b"), Last), "b", "a" },
        { "a NUL", Script.Lines(Line("a\\u0000b"), Last), "ab", "" },
        { "lines that do not say done", Script.Lines(Line("a").Replace(",\"done\":false", ""), Line("b").Replace("false", "null"), Last), "ab", "" },
        { "done in a word", Script.Lines(Line("a"), Last.Replace(":true", ":\"true\"")), "a", "" },
        { "no reason", Script.Lines(Line("a"), Last.Replace(",\"done_reason\":\"stop\"", "")), "a", "" },
        { "an unknown reason", Script.Tokens("a").Done("unload"), "a", "" },
        { "a reason in capitals", Script.Tokens("a").Done("STOP"), "a", "" },
        { "another's reason", Script.Tokens("a").Done("end_turn"), "a", "" },
        { "silence after the end", Script.Lines(Line("a"), Last).ThenStall(), "a", "" },
        { "a reset after the end", Script.Lines(Line("a"), Last).ThenReset(), "a", "" },
        { "garbage after the end", Script.Lines(Line("a"), Last, "<p>"), "a", "" },
        { "an error after the end", Script.Lines(Line("a"), Last, """{"error":"out of memory"}"""), "a", "" },
        { "a later block of thoughts", Script.Tokens("</think>", "\n<think>b", "</think>", "c").ThinkingFirst("a"), "\nc", "ab" },
        { "as one document", Script.Status(200, """{"message":{"content":"a"},"done":true,"done_reason":"stop"}"""), "a", "" },
    };

    [Theory(Timeout = 20_000, DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Odd))]
    public async Task An_odd_answer_is_read_as_it_was_meant(string what, Script script, string text, string thought)
    {
        Ollama.EnqueueText(script);

        var pieces = await AnswerAsync();

        All(pieces, PieceKind.Text).Should().Be(text, what);
        All(pieces, PieceKind.Thinking).Should().Be(thought, what);
        pieces[^1].Kind.Should().Be(PieceKind.Figures);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_reason_that_nobody_knows_is_told_once()
    {
        Ollama.EnqueueText(Script.Tokens("a").Done("because"));

        await AnswerAsync();

        Setup.Log.Lines.Should().ContainSingle().Which.Line.Should().Contain("'because'").And.Contain("gpt-oss:20b");
    }

    [Fact(Timeout = 10_000)]
    public async Task A_model_that_closes_thoughts_it_has_not_opened_is_held_until_then_the_next_time()
    {
        Ollama.OnText(_ => Script.Tokens("Hm, a bird.", "</think>", "Once"));

        All(await AnswerAsync(), PieceKind.Text).Should().Be("Hm, a bird.Once", "what was shown cannot be taken back");
        All(await AnswerAsync(), PieceKind.Text).Should().Be("Once");
    }

    [Fact(Timeout = 10_000)]
    public async Task Only_thoughts_are_told_from_an_answer_that_broke_off()
    {
        Ollama.EnqueueText(Script.Tokens("<think>", "Hm"), Script.Tokens().ThinkingFirst("Hm"), Script.Tokens("a").Done("length"));

        (await TryAnswerAsync()).Failure!.OnlyThoughts.Should().BeTrue();
        (await TryAnswerAsync()).Failure!.OnlyThoughts.Should().BeTrue();
        (await TryAnswerAsync()).Failure!.OnlyThoughts.Should().BeFalse();
    }

    [Fact(Timeout = 10_000)]
    public async Task Figures_far_too_small_for_what_was_sent_make_no_answer()
    {
        var text = string.Join(' ', Enumerable.Range(0, 1_400).Select(n => $"bird{n}"));

        Ollama.EnqueueText(Script.Tokens("a").HavingRead(11));

        var (pieces, failure) = await TryAnswerAsync(OllamaSetup.Ask() with { Parts = [new("idea", text)] });

        failure!.Failure.Should().Be(GenerationFailure.Interrupted);
        pieces.Should().NotContain(piece => piece.Kind == PieceKind.Figures);
    }

    [Fact(Timeout = 10_000)]
    public async Task The_figures_are_the_model_s_own()
    {
        Ollama.EnqueueText(Script.Recording("0.32.15/chat-json-schema-stream.http"));

        var figures = (await AnswerAsync())[^1].Figures;

        figures.Should().Be(new ModelUsage(
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
