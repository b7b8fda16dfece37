using CsCheck;
using Interception.Server.Generation;
using Interception.Server.Generation.Streaming;

namespace Interception.Tests.Generation;

/// <summary>Thoughts within a text, in whatever form, are never text; a story's own words always are.</summary>
public class ThinkTagParserTests
{
    private static readonly string[] Fragments =
    [
        "<think>", "</think>", "<THINK>", "<thinking>", "</thinking>", "[THINK]", "[/THINK]", "<|channel|>analysis<|message|>", "<|end|>",
        "<|start|>assistant", "<|channel|>final<|message|>", "<|channel>thought", "<channel|>", "<", "</", "[", ">", " ", "\n", ".", "Once", " a bird", "🐈",
        "Here is my thought process:", "Here is my response:",
    ];

    public static TheoryData<string, string, string> Forms => new()
    {
        { "Once upon a time", "Once upon a time", "" },
        { "<think>Hm.</think>Once", "Once", "Hm." },
        { " \n<think>Hm.</think>\n\nOnce", " \n\n\nOnce", "Hm." },
        { " <think> First see", " ", " First see" },
        { "<think></think>Once", "Once", "" },
        { "<think>a </thin </think>b", "b", "a </thin " },
        { "<think>a </thin", "", "a </thin" },
        { "<thin", "<thin", "" },
        { "<thing> is", "<thing> is", "" },
        { "", "", "" },
        { "<THINK>a</Think>b", "b", "a" },
        { "<thinking>a</thinking>b", "b", "a" },
        { "<thought>a</thought>b", "b", "a" },
        { "<thoughts>a</thoughts>b", "b", "a" },
        { "<reasoning>a</reasoning>b", "b", "a" },
        { "[THINK]a[/THINK]b", "b", "a" },
        { "[think]a[/think]b", "b", "a" },
        { "◁think▷a◁/think▷b", "b", "a" },
        { "<seed:think>a</seed:think>b", "b", "a" },
        { "<|START_THINKING|>a<|END_THINKING|>b", "b", "a" },
        { "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b<|return|>", "b", "a" },
        { "<|channel|>analysis<|message|>a<|channel|>final<|message|>b", "b", "a" },
        { "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>commentary<|message|>c<|end|><|start|>assistant<|channel|>final<|message|>b", "b", "ac" },
        { "<|channel|>analysis <|message|>a<|end|><|start|>assistant<|channel|>final <|message|>b", " b", " <|message|>a" },
        { "<|channel|>commentary to=functions.x <|constrain|>json<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b", "b", " to=functions.x <|constrain|>json<|message|>a" },
        { "<|CHANNEL|>Analysis<|MESSAGE|>a<|End|><|channel|>FINAL<|message|>b", "b", "a" },
        { "<antThinking>a</antThinking>b", "b", "a" },
        { "<Chain_Of_Thought>a</CHAIN_OF_THOUGHT>b", "b", "a" },
        { "[REFLECTION]a[/Reflection]b", "b", "a" },
        { "<|channel>thought\na<channel|>b", "b", "\na" },
        { "<|channel>thought<channel|>b", "b", "" },
        { "Here is my thought process:\na\nHere is my response:\nb", "\nb", "\na\n" },
        { "<think>a</think><think>b</think>c", "c", "ab" },
        { "<think>a</think>\n<thinking>b</thinking>c", "\nc", "ab" },
        { "</think>Once", "Once", "" },
        { "\n</think>\n\nOnce", "\n\n\nOnce", "" },
        { "Once.\n<think>b</think>\nThen.", "Once.\nThen.", "b" },
        { "Once. <think>b</think> Then.", "Once. Then.", "b" },
        { "Once.</think>Then.", "Once.Then.", "" },
        { "Once\n</think>\nThen", "Once\nThen", "" },
    };

    public static TheoryData<string> Stories =>
    [
        "He typed <think> in his book.",
        "He typed </think> in his book.",
        "The [THINK] sign was red.",
        "Once <think>x</think>",
        "A sign said \"[THINK]\" and another \"[/THINK]\".",
        "He wrote <thinking> and then </thinking> on the wall.",
        "On the wall:\n<think> was all it said.",
        "What? <think> is a word, he said.",
        "Here is my thought process: I walk and I look.",
        "I thought, thinking of [a] <b> 3 < 4.",
        "a </thin",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Marked_thoughts_are_no_text_however_they_are_cut(string content, string text, string thought)
    {
        foreach (var size in Enumerable.Range(1, Math.Max(1, content.Length)))
        {
            var pieces = Taken(content.Chunk(size).Select(chars => new string(chars)));

            All(pieces, PieceKind.Text).Should().Be(text, "cut every {0}", size);
            All(pieces, PieceKind.Thinking).Should().Be(thought, "cut every {0}", size);
            pieces.Should().NotContain(piece => piece.Text == "");
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_that_speaks_of_them_is_untouched(string story)
    {
        foreach (var size in Enumerable.Range(1, story.Length))
        {
            var pieces = Taken(story.Chunk(size).Select(chars => new string(chars)));

            All(pieces, PieceKind.Text).Should().Be(story);
            All(pieces, PieceKind.Thinking).Should().BeEmpty();
        }
    }

    [Fact]
    public void Any_text_cut_anywhere_says_the_same() =>
        Gen.Select(Gen.Int[0, Fragments.Length - 1].Select(n => Fragments[n]).Array[1, 8], Gen.Int[1, 5].Array[1, 60], Gen.Bool).Sample((fragments, sizes, presumed) =>
        {
            var content = string.Concat(fragments);
            var whole = Taken([content], presumed);
            var cut = Taken(Cut(content, sizes), presumed);

            return All(whole, PieceKind.Text) == All(cut, PieceKind.Text)
                && All(whole, PieceKind.Thinking) == All(cut, PieceKind.Thinking);
        }, iter: 20_000);

    [Theory]
    [InlineData("\n", "\n")]
    [InlineData("O", "O")]
    [InlineData(" <t", " ")]
    [InlineData("<x", "<x")]
    [InlineData("Once <", "Once ")]
    [InlineData("Once [a", "Once [a")]
    public void Nothing_is_held_back_but_the_beginning_of_a_mark(string content, string atOnce)
    {
        var pieces = new List<GenerationPiece>();

        new ThinkTagParser(Readers.Forms()).Take(content, pieces);

        All(pieces, PieceKind.Text).Should().Be(atOnce);
    }

    [Theory]
    [InlineData("Hm.</think>Once", "Once", "Hm.")]
    [InlineData("Hm.\n</think>\n\nOnce <think> is a word", "\n\nOnce <think> is a word", "Hm.\n")]
    [InlineData("<think>Hm.</think>Once", "Once", "Hm.")]
    [InlineData("</think>Once", "Once", "")]
    public void A_model_known_to_close_what_it_has_not_opened_thinks_until_then(string content, string text, string thought)
    {
        var pieces = Taken(content.Select(c => c.ToString()), presumed: true);

        (All(pieces, PieceKind.Text), All(pieces, PieceKind.Thinking)).Should().Be((text, thought));
    }

    [Fact]
    public void An_answer_of_such_a_model_that_closes_nothing_is_not_lost() =>
        All(Taken(["Once upon", " a time"], presumed: true), PieceKind.Text).Should().Be("Once upon a time");

    [Fact]
    public void Somebody_s_own_marks_are_marks_as_well()
    {
        var aloud = new ThinkTagParser(Readers.Forms("<muse> </muse>"));
        var pieces = new List<GenerationPiece>();

        aloud.Take("<muse>Hm.</MUSE>Once", pieces);
        aloud.End(pieces);

        (All(pieces, PieceKind.Text), All(pieces, PieceKind.Thinking)).Should().Be(("Once", "Hm."));
    }

    [Fact]
    public void A_mark_that_begins_with_half_a_character_tears_no_other_apart()
    {
        var aloud = new ThinkTagParser(Readers.Forms("🤔( )🤔"));
        var pieces = new List<GenerationPiece>();

        foreach (var content in new[] { "🤔(", "Hm.", ")🤔", "Once 🤗", " 🤖🤔" }) aloud.Take(content, pieces);
        aloud.End(pieces);

        (All(pieces, PieceKind.Text), All(pieces, PieceKind.Thinking)).Should().Be(("Once 🤗 🤖🤔", "Hm."));
        pieces.Should().NotContain(piece => char.IsHighSurrogate(piece.Text.Last()));
    }

    private static IEnumerable<string> Cut(string content, int[] sizes)
    {
        for (int at = 0, n = 0; at < content.Length; n++)
        {
            var length = Math.Min(sizes[n % sizes.Length], content.Length - at);
            yield return content.Substring(at, length);
            at += length;
        }
    }

    private static List<GenerationPiece> Taken(IEnumerable<string> contents, bool presumed = false)
    {
        var (aloud, pieces) = (new ThinkTagParser(Readers.Forms(), presumed), new List<GenerationPiece>());
        foreach (var content in contents)
        {
            aloud.Take(content, pieces);
        }

        aloud.End(pieces);
        return pieces;
    }

    private static string All(IEnumerable<GenerationPiece> pieces, PieceKind kind) =>
        string.Concat(pieces.Where(piece => piece.Kind == kind).Select(piece => piece.Text));
}
