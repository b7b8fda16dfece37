using Interception.Server.Generation;

namespace Interception.Tests.Generation;

public class ThoughtsAloudTests
{
    [Theory]
    [InlineData("Once upon a time", "Once upon a time", "")]
    [InlineData("<think>Hm.</think>Once", "Once", "Hm.")]
    [InlineData(" \n<think>Hm.</think>\n\nOnce", " \n\n\nOnce", "Hm.")]
    [InlineData(" <think> First see", " ", " First see")]
    [InlineData("<think></think>Once", "Once", "")]
    [InlineData("<think>a </thin </think>b", "b", "a </thin ")]
    [InlineData("<think>a </thin", "", "a </thin")]
    [InlineData("<thin", "<thin", "")]
    [InlineData("<thing> is", "<thing> is", "")]
    [InlineData("Once <think>x</think>", "Once <think>x</think>", "")]
    [InlineData("<think>a</think><think>b</think>", "<think>b</think>", "a")]
    [InlineData("", "", "")]
    public void Only_a_leading_think_is_thought_however_it_is_cut(string content, string text, string thought)
    {
        foreach (var size in Enumerable.Range(1, Math.Max(1, content.Length)))
        {
            var pieces = Taken(content.Chunk(size).Select(chars => new string(chars)));

            All(pieces, GeneratedKind.Text).Should().Be(text);
            All(pieces, GeneratedKind.Thinking).Should().Be(thought);
            pieces.Should().NotContain(piece => piece.Text == "");
        }
    }

    [Theory]
    [InlineData("\n", "\n")]
    [InlineData("O", "O")]
    [InlineData(" <t", " ")]
    [InlineData("<x", "<x")]
    public void Nothing_is_held_back_but_the_beginning_of_the_tag(string content, string atOnce)
    {
        var pieces = new List<Generated>();

        new ThoughtsAloud(Readers.Forms()).Take(content, pieces);

        All(pieces, GeneratedKind.Text).Should().Be(atOnce);
    }

    private static List<Generated> Taken(IEnumerable<string> contents)
    {
        var (aloud, pieces) = (new ThoughtsAloud(Readers.Forms()), new List<Generated>());
        foreach (var content in contents)
        {
            aloud.Take(content, pieces);
        }

        aloud.End(pieces);
        return pieces;
    }

    private static string All(IEnumerable<Generated> pieces, GeneratedKind kind) =>
        string.Concat(pieces.Where(piece => piece.Kind == kind).Select(piece => piece.Text));
}
