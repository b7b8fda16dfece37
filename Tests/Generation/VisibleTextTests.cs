using CsCheck;
using Interception.Server.Generation.Streaming;

namespace Interception.Tests.Generation;

/// <summary>A text begins at its first visible character and ends at its last, however it is cut.</summary>
public class VisibleTextTests
{
    [Theory]
    [InlineData(" Far", "Far")]
    [InlineData("\n\n Far away \n", "Far away")]
    [InlineData("\uFEFF\u200B\u2060Far\u00A0\u3000\u200D", "Far")]
    [InlineData("Far\n\n\naway", "Far\n\n\naway")]
    [InlineData(" \t\u2003\u0085", "")]
    [InlineData("👩‍👧 ", "👩‍👧")]
    [InlineData("❤\uFE0F ", "❤\uFE0F")]
    [InlineData("e\u0301 ", "e\u0301")]
    [InlineData("", "")]
    public void Blanks_before_and_after_belong_to_nobody(string sent, string seen)
    {
        foreach (var size in Enumerable.Range(1, Math.Max(1, sent.Length)))
            string.Concat(Taken(sent.Chunk(size).Select(chars => new string(chars)))).Should().Be(seen);
    }

    private static readonly string[] Pieces = ["a", " ", "\n", "\uFEFF", "\u200D", "🐈", "\u00A0", "b c", "\t"];

    [Fact]
    public void Any_text_cut_anywhere_is_the_same() =>
        Gen.Int[0, Pieces.Length - 1].Select(n => Pieces[n]).Array[0, 20].Sample(pieces =>
            string.Concat(Taken(pieces)) == string.Concat(Taken([string.Concat(pieces)])), iter: 5_000);

    [Fact]
    public void What_can_be_seen_goes_out_at_once() => Taken([" Once", " upon", " ", "a"]).Should().Equal("Once", " upon", "", " a");

    private static List<string> Taken(IEnumerable<string> pieces)
    {
        var text = new VisibleText();
        return [.. pieces.Select(text.Take)];
    }
}
