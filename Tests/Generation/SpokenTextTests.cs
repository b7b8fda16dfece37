using System.Text;
using System.Text.Json;
using CsCheck;
using Interception.Server.Generation.Streaming;

namespace Interception.Tests.Generation;

/// <summary>A text over many lines, each a string of JSON, is what the model meant, wherever characters are cut.</summary>
public class SpokenTextTests
{
    [Theory]
    [InlineData("🐈", "\"\\ud83d\"", "\"\\udc08\"")]
    [InlineData("a🐈b", "\"a\\uD83D\"", "\"\"", "\"\\uDC08b\"")]
    [InlineData("\uFFFDa", "\"\\ud83d\"", "\"a\"")]
    [InlineData("a\uFFFDb", "\"a\"", "\"\\udc08b\"")]
    [InlineData("a\uFFFD", "\"a\\ud83d\"")]
    [InlineData("\uFFFD🐈", "\"\\ud83d\\ud83d\\udc08\"")]
    [InlineData("\uFFFD\uFFFD", "\"\\udc08\\ud83d\"")]
    [InlineData("ab", "\"a\\u0000b\"")]
    [InlineData("🐈", "\"\\ud83d\\u0000\"", "\"\\udc08\"")]
    [InlineData("a\n\"\\/\b\f\r\t<", "\"a\\n\\\"\\\\\\/\\b\\f\\r\\t\\u003c\"")]
    public void Halves_are_joined_lone_ones_are_marked_and_NUL_is_left_out(string text, params string[] lines) =>
        Said(lines.Select(Encoding.UTF8.GetBytes)).Should().Be(text);

    [Fact]
    public void Bytes_of_one_character_over_two_lines_are_joined()
    {
        var cat = Encoding.UTF8.GetBytes("🐈");
        for (var cut = 1; cut < cat.Length; cut++)
            Said([[.. "\"a"u8, .. cat[..cut], .. "\""u8], [.. "\""u8, .. cat[cut..], .. "b\""u8]]).Should().Be("a🐈b");
        Said([[.. "\""u8, .. cat[..2], .. "\""u8], [.. "\"\\nb\""u8]]).Should().Be("\uFFFD\nb");
    }

    private static readonly string[] Characters = ["a", "ä", "🐈", "👩‍👧", "\n", "<", "\"", "\u2028", "𝄞"];

    [Fact]
    public void Any_text_cut_between_any_two_of_its_units_is_the_same() =>
        Gen.Select(Gen.Int[0, Characters.Length - 1].Select(n => Characters[n]).Array[1, 12], Gen.Int[1, 3].Array[1, 20]).Sample((characters, sizes) =>
        {
            var text = string.Concat(characters);
            var lines = new List<byte[]>();
            for (int at = 0, n = 0; at < text.Length; n++)
            {
                var length = Math.Min(sizes[n % sizes.Length], text.Length - at);
                lines.Add(Escaped(text.AsSpan(at, length)));
                at += length;
            }

            return Said(lines) == text;
        }, iter: 5_000);

    private static byte[] Escaped(ReadOnlySpan<char> text)
    {
        var json = new StringBuilder("\"");
        foreach (var unit in text) json.Append($"\\u{(int)unit:x4}");
        return Encoding.UTF8.GetBytes(json.Append('"').ToString());
    }

    private static string Said(IEnumerable<byte[]> lines)
    {
        var (spoken, said) = (new SpokenText(), new StringBuilder());
        foreach (var line in lines)
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            spoken.Clear();
            spoken.Take(ref reader);
            said.Append(spoken.Said);
        }

        spoken.End();
        return said.Append(spoken.Said).ToString();
    }
}
